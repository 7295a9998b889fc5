// What the server leads to and leaves to the editor: places that a lens counts, and the pages that explain codes.
import * as vscode from "vscode";
import type { Location, Position } from "vscode-languageclient/node";
import type { Server } from "./server";

/** The scheme of addresses that the server has the text for. */
const SCHEME = "attrc";

/** Shows what stands behind the lenses and codes of the server. */
export function pages(server: Server): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand("attrc.showReferences", (uri: string, position: Position, places: Location[]) => {
      const converter = server.client?.protocol2CodeConverter;
      if (!converter) return;
      return vscode.commands.executeCommand(
        "editor.action.showReferences",
        converter.asUri(uri),
        converter.asPosition(position),
        places.map((place) => converter.asLocation(place)),
      );
    }),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent(uri) {
        const page = await server.client?.sendRequest<{ text: string }>("workspace/textDocumentContent", {
          uri: uri.toString(),
        });
        return page?.text ?? "";
      },
    }),
  ];
}
