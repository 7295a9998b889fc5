// Explanations are shown beside the text, as documents that nobody can write to.
import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import { attrcPath } from "./settings";

const SCHEME = "attr-explain";

/** What `attrc explain` says of lines that were asked about. */
export class Explanations implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registered = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  private readonly told = new Map<string, string>();
  readonly onDidChange = this.changed.event;

  /** Shows what stands behind a line, and against it. */
  async show(document: vscode.TextDocument, line: number): Promise<void> {
    // The command reads the disk.
    if (document.isDirty && !(await document.save())) return;
    const file = document.uri.fsPath;
    const place = `${path.basename(file)}:${line + 1}`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${place}` });
    this.told.set(uri.toString(), await explain(path.dirname(file), place));
    this.changed.fire(uri);
    await vscode.window.showTextDocument(uri, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.told.get(uri.toString()) ?? "";
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}

function explain(cwd: string, place: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(attrcPath(), ["explain", place], { cwd, encoding: "utf8" }, (error, out, complaint) => {
      resolve(out || complaint || (error ? error.message : ""));
    });
  });
}
