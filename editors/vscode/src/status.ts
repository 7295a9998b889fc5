// The status item of `.attr` files: which server runs, and whether it does.
import * as vscode from "vscode";

/** What stands behind `{}` in the status bar while an `.attr` file is shown. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("attr.server", { language: "attr" });

  constructor() {
    this.item.name = "attr";
    this.starting();
  }

  /** The server is not there yet. */
  starting(): void {
    this.item.text = "attrc";
    this.item.detail = "is starting";
    this.item.busy = true;
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    this.item.command = undefined;
  }

  /** It answers; it has told its name and version. */
  running(server: { name: string; version?: string } | undefined): void {
    this.item.text = server ? `${server.name} ${server.version ?? ""}`.trim() : "attrc";
    this.item.detail = "running";
    this.item.busy = false;
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    this.item.command = { title: "Output", command: "attr.output" };
  }

  /** It does not run. */
  failed(why: string): void {
    this.item.text = "attrc";
    this.item.detail = why;
    this.item.busy = false;
    this.item.severity = vscode.LanguageStatusSeverity.Error;
    this.item.command = { title: "Restart", command: "attr.restart" };
  }

  dispose(): void {
    this.item.dispose();
  }
}
