// The way in: what starts with the first `.attr` file, and what is put away at the end.
import * as vscode from "vscode";
import { Server } from "./server";
import { commands } from "./commands";
import { Explanations } from "./explanations";
import { pages } from "./pages";
import { AttrcTasks } from "./tasks";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  server = new Server();
  const explanations = new Explanations();
  context.subscriptions.push(
    server,
    explanations,
    vscode.tasks.registerTaskProvider(AttrcTasks.type, new AttrcTasks()),
    ...commands(server, explanations),
    ...pages(server),
  );
  await vscode.commands.executeCommand("setContext", "attr.active", true);
  await server.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
}
