// The language server: `attrc lsp`, started, watched, restarted.
import * as vscode from "vscode";
import {
  CodeLensRequest,
  type CodeLensProviderShape,
  InlayHintRequest,
  type InlayHintsProviderShape,
  LanguageClient,
  State,
} from "vscode-languageclient/node";
import { attrcPath, codeLens, inlayHints } from "./settings";
import { Status } from "./status";

/** A client that leaves it to us to say that there is no server. */
class Client extends LanguageClient {
  override error(message: string, data?: unknown, show: boolean | "force" = true): void {
    super.error(message, data, this.state === State.Running ? show : false);
  }
}

/** The client of one running server, and what the user sees of it. */
export class Server implements vscode.Disposable {
  /** What the server writes to its standard error. */
  readonly output = vscode.window.createOutputChannel("attr", { log: true });
  private readonly trace = vscode.window.createOutputChannel("attr: messages");
  private readonly status = new Status();
  private readonly watching: vscode.Disposable;
  private running: LanguageClient | undefined;

  constructor() {
    this.watching = vscode.workspace.onDidChangeConfiguration((change) => this.configured(change));
  }

  /** Starts the server; where that fails the user is told what to do about it. */
  async start(): Promise<void> {
    const client = new Client(
      "attr",
      "attr",
      { command: attrcPath(), args: ["lsp"] },
      {
        documentSelector: [{ language: "attr" }],
        outputChannel: this.output,
        traceOutputChannel: this.trace,
        synchronize: { configurationSection: "attr" },
        middleware: {
          provideCodeLenses: (document, token, next) => (codeLens() ? next(document, token) : []),
          provideInlayHints: (document, range, token, next) => (inlayHints() ? next(document, range, token) : []),
        },
      },
    );
    this.running = client;
    client.onDidChangeState(({ newState }) => this.show(client, newState));
    try {
      await client.start();
    } catch (error) {
      this.status.failed(`\`${attrcPath()} lsp\` does not start`);
      const answer = await vscode.window.showErrorMessage(
        `attr: \`${attrcPath()} lsp\` does not start: ${error instanceof Error ? error.message : String(error)}`,
        "Set its path",
        "Show the output",
      );
      if (answer === "Set its path") await vscode.commands.executeCommand("workbench.action.openSettings", "attr.path");
      if (answer === "Show the output") this.output.show();
    }
  }

  /** Stops the server, in good order where it still answers. */
  async stop(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    if (client?.isRunning()) await client.stop();
    await client?.dispose();
  }

  /** Stops and starts it. */
  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** What speaks with the server, while there is one. */
  get client(): LanguageClient | undefined {
    return this.running;
  }

  dispose(): void {
    this.watching.dispose();
    this.status.dispose();
    this.trace.dispose();
    this.output.dispose();
  }

  private show(client: LanguageClient, state: State): void {
    if (client !== this.running) return;
    if (state === State.Starting) this.status.starting();
    if (state === State.Stopped) this.status.failed("the server has stopped");
    if (state === State.Running) this.status.running(client.initializeResult?.serverInfo);
  }

  private configured(change: vscode.ConfigurationChangeEvent): void {
    if (change.affectsConfiguration("attr.path")) void this.restart();
    if (change.affectsConfiguration("attr.inlayHints")) {
      this.askAgain<InlayHintsProviderShape>(InlayHintRequest.method, (shape) => {
        shape.onDidChangeInlayHints.fire();
      });
    }
    if (change.affectsConfiguration("attr.codeLens")) {
      this.askAgain<CodeLensProviderShape>(CodeLensRequest.method, (shape) => {
        shape.onDidChangeCodeLensEmitter.fire();
      });
    }
  }

  // A feature that was switched is asked for again in all files that are open.
  private askAgain<S>(method: string, again: (shape: S) => void): void {
    type Feature = { getProvider(document: vscode.TextDocument): S | undefined };
    const feature = this.running?.getFeature(method as never) as unknown as Feature | undefined;
    for (const document of vscode.workspace.textDocuments.filter((document) => document.languageId === "attr")) {
      const shape = feature?.getProvider(document);
      if (shape) again(shape);
    }
  }
}
