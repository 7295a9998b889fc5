"""Accounts and collections of a new OpenTAXII, under the ids of servers.py, which its own commands cannot choose."""

from uuid import UUID

from opentaxii.cli import app
from opentaxii.persistence.sqldb import taxii2models as models

import servers

with app.app_context():
    accounts = app.taxii_server.auth.api
    accounts.create_account(servers.ADMINISTRATOR, servers.PASSWORD, is_admin=True)
    accounts.create_account(servers.USER, servers.PASSWORD, is_admin=False)
    session = app.taxii_server.servers.taxii2.persistence.api.db.session
    root = UUID(servers.OPENTAXII_ROOT)
    session.add(models.ApiRoot(id=root, title="root1", description="of the tests", default=True, is_public=False))
    session.commit()
    for name, title in servers.NAMES.items():
        read, write = servers.RIGHTS.get(name, (False, False))
        session.add(models.Collection(id=UUID(name), api_root_id=root, title=title, alias=title, is_public=read,
                                      is_public_write=write))
    session.commit()
