// The settings of the extension, read where they are needed: they may change at any time.
import * as vscode from "vscode";

const section = () => vscode.workspace.getConfiguration("attr");

/** The command `attrc`. */
export function attrcPath(): string {
  return section().get<string>("path", "attrc") || "attrc";
}

/** Whether inlay hints are wanted. */
export function inlayHints(): boolean {
  return section().get("inlayHints.enabled", true);
}

/** Whether code lenses are wanted. */
export function codeLens(): boolean {
  return section().get("codeLens.enabled", true);
}
