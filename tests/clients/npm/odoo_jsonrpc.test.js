// npm's @fernandoslim/odoo-jsonrpc: JSON-RPC with a session, or with an API key and no session.
const assert = require('node:assert');
const OdooJSONRpc = require('@fernandoslim/odoo-jsonrpc').default;
const { config } = require('./server');

const base = { baseUrl: `http://${config.host}`, port: config.port, db: config.db };
const withPassword = (password) => new OdooJSONRpc({ ...base, username: config.username, password });

describe('@fernandoslim/odoo-jsonrpc', () => {
  const odoo = withPassword(config.password);

  it('logs in with a session', async () => {
    const session = await odoo.connect();
    assert.strictEqual(session.username, 'admin');
    assert.strictEqual(session.server_version_info[0], Number(config.series.split('.')[0]));
  });

  it('uses the session of another client', async () => {
    const other = new OdooJSONRpc({ ...base, sessionId: odoo.sessionId });
    assert.strictEqual((await other.connect()).uid, 2);
  });

  it('creates, reads, changes and deletes a record', async () => {
    const id = await odoo.create('res.partner', { name: 'Alan Turing', email: 'alan@example.com' });
    const [read] = await odoo.read('res.partner', [id], ['name', 'email']);
    assert.deepStrictEqual(read, { id, name: 'Alan Turing', email: 'alan@example.com' });
    assert.strictEqual(await odoo.update('res.partner', id, { city: 'Wilmslow' }), true);
    const found = await odoo.searchRead('res.partner', [['city', '=', 'Wilmslow']], ['name'], { limit: 5 });
    assert.deepStrictEqual(found, [{ id, name: 'Alan Turing' }]);
    assert.strictEqual(await odoo.delete('res.partner', id), true);
  });

  it('names records from outside', async () => {
    const id = await odoo.create('res.partner', { name: 'Known outside' });
    await odoo.createExternalId('res.partner', id, `outside_${id}`);
    assert.strictEqual(await odoo.searchByExternalId(`outside_${id}`), id);
    assert.strictEqual((await odoo.readByExternalId(`outside_${id}`, ['name'])).name, 'Known outside');
  });

  it('posts an invoice with a button', async () => {
    const partner_id = await odoo.create('res.partner', { name: 'Invoiced' });
    const lines = [[0, 0, { name: 'Work', quantity: 2, price_unit: 50, tax_ids: [[6, 0, []]] }]];
    const invoice = await odoo.create('account.move', { move_type: 'out_invoice', partner_id, invoice_line_ids: lines });
    await odoo.action('account.move', 'action_post', [invoice]);
    const [posted] = await odoo.read('account.move', [invoice], ['state', 'amount_total']);
    assert.deepStrictEqual(posted, { id: invoice, state: 'posted', amount_total: 100 });
    await assert.rejects(odoo.action('account.move', 'action_post', [invoice]));
  });

  it('is told why something is refused', async () => {
    await assert.rejects(odoo.create('res.partner', {}));
    await assert.rejects(withPassword('wrong').connect());
  });

  it('logs in with an API key', async () => {
    const keyed = new OdooJSONRpc({ ...base, username: 'admin', apiKey: process.env.ODOO_KEY });
    assert.deepStrictEqual(await keyed.connect(), { uid: 2 });
    assert.strictEqual((await keyed.search('res.company', [])).length, 1);
  });

  it('logs out', async () => {
    await odoo.disconnect();
    assert.strictEqual(odoo.sessionId, undefined);
  });
});
