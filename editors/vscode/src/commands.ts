// The commands of the palette, one after the other.
import * as path from "node:path";
import * as vscode from "vscode";
import type { Explanations } from "./explanations";
import type { Server } from "./server";
import { attrcPath } from "./settings";
import { attrcTask } from "./tasks";

/** Registers all of them. */
export function commands(server: Server, explanations: Explanations): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  return [
    register("attr.build", () => run({ type: "attrc", command: "build", args: ["-o", "bundle.json"] })),
    register("attr.check", () => run({ type: "attrc", command: "check" })),
    register("attr.explain", () => {
      const editor = vscode.window.activeTextEditor;
      if (editor?.document.languageId !== "attr") return;
      return explanations.show(editor.document, editor.selection.active.line);
    }),
    register("attr.publishPlan", publishPlan),
    register("attr.restart", () => server.restart()),
    register("attr.output", () => server.output.show()),
  ];
}

async function run(definition: { type: string; command: string; args?: string[] }): Promise<void> {
  const folder = await project();
  if (!folder) return;
  await vscode.workspace.saveAll();
  const scope = vscode.workspace.getWorkspaceFolder(folder) ?? vscode.TaskScope.Workspace;
  await vscode.tasks.executeTask(attrcTask(definition, scope, folder.fsPath));
}

async function publishPlan(): Promise<void> {
  const folder = await project();
  if (!folder) return;
  await vscode.workspace.saveAll();
  const terminal = vscode.window.createTerminal({ name: "attrc publish --plan", cwd: folder });
  terminal.show();
  terminal.sendText(`${quoted(attrcPath())} publish --plan`);
}

/** The folder of the nearest `attr.toml` above the file that is shown, else that file's, else the workspace's. */
async function project(): Promise<vscode.Uri | undefined> {
  const shown = vscode.window.activeTextEditor?.document.uri;
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (shown?.scheme !== "file") return workspace;
  const start = path.dirname(shown.fsPath);
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (await exists(vscode.Uri.file(path.join(folder, "attr.toml")))) return vscode.Uri.file(folder);
    if (folder === path.dirname(folder)) return vscode.Uri.file(start);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** A command as a shell takes it, where it has spaces. PowerShell calls a quoted one only behind `&`. */
function quoted(command: string): string {
  if (!/\s/.test(command)) return command;
  return process.platform === "win32" ? `& "${command}"` : `'${command.replaceAll("'", "'\\''")}'`;
}
