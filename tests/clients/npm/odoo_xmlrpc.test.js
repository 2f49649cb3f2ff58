// npm's odoo-xmlrpc: callbacks, arguments as the protocol has them.
const assert = require('node:assert');
const Odoo = require('odoo-xmlrpc');
const { config, url } = require('./server');

const client = (changes = {}) => new Odoo({ url, port: config.port, db: config.db, username: config.username, password: config.password, ...changes });
const connect = (odoo) => new Promise((done, failed) => odoo.connect((error, uid) => (error ? failed(error) : done(uid))));
const call = (odoo, model, method, ...params) =>
  new Promise((done, failed) => odoo.execute_kw(model, method, params, (error, value) => (error ? failed(error) : done(value))));

describe('odoo-xmlrpc', () => {
  const odoo = client();

  it('logs in', async () => assert.strictEqual(await connect(odoo), 2));

  it('is told of a wrong password', async () => {
    await assert.rejects(connect(client({ password: 'wrong' })), { message: 'No UID returned from authentication.' });
  });

  it('creates, finds, changes and deletes a record', async () => {
    const id = await call(odoo, 'res.partner', 'create', [{ name: 'Ada Lovelace', email: 'ada@example.com' }]);
    assert.deepStrictEqual(await call(odoo, 'res.partner', 'search', [[['email', '=', 'ada@example.com']]]), [id]);
    assert.strictEqual(await call(odoo, 'res.partner', 'write', [[id], { phone: '+44 20 7946 0000' }]), true);
    const [read] = await call(odoo, 'res.partner', 'read', [[id], ['name', 'phone', 'parent_id']]);
    assert.deepStrictEqual(read, { id, name: 'Ada Lovelace', phone: '+44 20 7946 0000', parent_id: false });
    assert.strictEqual(await call(odoo, 'res.partner', 'unlink', [[id]]), true);
    assert.strictEqual(await call(odoo, 'res.partner', 'search_count', [[['id', '=', id]]]), 0);
  });

  it('reads with keyword arguments', async () => {
    const rows = await call(odoo, 'res.currency', 'search_read', [[['name', '=', 'USD']]], { fields: ['name', 'rounding'], limit: 1 });
    assert.deepStrictEqual(rows, [{ id: 1, name: 'USD', rounding: 0.01 }]);
  });

  it('meets the fault codes of the protocol', async () => {
    await assert.rejects(call(odoo, 'no.such.model', 'search', [[]]), (fault) => fault.faultCode === 2 && /Object no\.such\.model doesn't exist/.test(fault.faultString));
    await assert.rejects(call(odoo, 'res.partner', 'no_such_method', [[]]), { faultCode: 1 });
    await assert.rejects(call(odoo, 'res.partner', 'create', [{}]), { faultCode: 2 });
    await assert.rejects(call(odoo, 'res.partner', 'write', [[987654], { name: 'x' }]), { faultCode: 2 });
  });
});
