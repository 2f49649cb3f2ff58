// npm's odoo-xmlrpc-ts: a typed client that logs in by itself; here it sells something.
const assert = require('node:assert');
const { OdooClient } = require('odoo-xmlrpc-ts');
const { config, url, storable } = require('./server');

const client = (changes = {}) => new OdooClient({ url, db: config.db, username: config.username, password: config.password, ...changes });

describe('odoo-xmlrpc-ts', () => {
  const odoo = client();

  it('asks for the version', async () => assert.strictEqual((await odoo.version()).server_serie, config.series));
  it('logs in', async () => assert.strictEqual(await odoo.authenticate(), 2));
  it('is told of a wrong password', () => assert.rejects(client({ password: 'wrong' }).authenticate()));

  it('describes fields', async () => {
    const fields = await odoo.fieldsGet('res.partner', ['type', 'string', 'required']);
    assert.strictEqual(fields.name.type, 'char');
    assert.strictEqual(fields.country_id.type, 'many2one');
  });

  it('takes a quotation to a delivery', async () => {
    const customer = await odoo.create('res.partner', { name: 'Grace Hopper' });
    const product = await odoo.create('product.product', { ...storable('Compass'), list_price: 80 });
    const order = await odoo.create('sale.order', { partner_id: customer, order_line: [[0, 0, { product_id: product, product_uom_qty: 2 }]] });
    assert.strictEqual(await odoo.execute('sale.order', 'action_confirm', [[order]]), true);
    const [confirmed] = await odoo.read('sale.order', [order], ['state', 'amount_untaxed', 'picking_ids']);
    assert.strictEqual(confirmed.state, 'sale');
    assert.strictEqual(confirmed.amount_untaxed, 160);
    assert.strictEqual(await odoo.searchCount('stock.picking', [['id', 'in', confirmed.picking_ids]]), 1);
    assert.strictEqual(await odoo.write('sale.order', [order], { client_order_ref: 'PO 7' }), true);
    await assert.rejects(odoo.execute('sale.order', 'action_confirm', [[order]]));
  });

  it('pages through records', async () => {
    const first = await odoo.searchRead('res.country', [], { fields: ['code'], order: 'code', limit: 2 });
    const next = await odoo.search('res.country', [], { order: 'code', offset: 1, limit: 1 });
    assert.deepStrictEqual(next, [first[1].id]);
  });
});
