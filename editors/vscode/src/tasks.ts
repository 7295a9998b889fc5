// Tasks: `attrc check`, `build` and `fmt` for the folder of the workspace. Those that are offered have no problem matcher, for
// the server has told of the same findings; who runs `attrc` otherwise adds `$attrc` to a task of his own.
import * as vscode from "vscode";
import { attrcPath } from "./settings";

type Definition = vscode.TaskDefinition & { command: string; args?: string[] };

const OFFERED: Definition[] = [
  { type: "attrc", command: "check" },
  { type: "attrc", command: "build", args: ["-o", "bundle.json"] },
  { type: "attrc", command: "fmt" },
];

/** Offers the tasks, and completes those that a `tasks.json` names. */
export class AttrcTasks implements vscode.TaskProvider {
  static readonly type = "attrc";

  provideTasks(): vscode.Task[] {
    return (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
      OFFERED.map((definition) => attrcTask(definition, folder, folder.uri.fsPath)),
    );
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const definition = task.definition as Definition;
    const scope = task.scope ?? vscode.TaskScope.Workspace;
    return definition.command ? attrcTask(definition, scope) : undefined;
  }
}

/** One run of `attrc`, in a folder. */
export function attrcTask(
  definition: Definition,
  scope: vscode.WorkspaceFolder | vscode.TaskScope.Global | vscode.TaskScope.Workspace,
  cwd?: string,
): vscode.Task {
  const { command, args = [] } = definition;
  const short = command === "fmt" ? [] : ["--format", "short"];
  const run = new vscode.ProcessExecution(attrcPath(), [command, ...short, ...args], cwd ? { cwd } : {});
  const task = new vscode.Task(definition, scope, command, "attrc", run, []);
  if (command === "build") task.group = vscode.TaskGroup.Build;
  if (command === "check") task.group = vscode.TaskGroup.Test;
  return task;
}
