// Where the simulator is: npm_clients.py says so.
exports.config = {
  host: process.env.ODOO_HOST,
  port: Number(process.env.ODOO_PORT),
  db: process.env.ODOO_DB,
  username: 'admin',
  password: 'admin',
  series: process.env.ODOO_SERIES,
};
exports.url = `http://${process.env.ODOO_HOST}:${process.env.ODOO_PORT}`;

// A storable product's values, as the series names them.
exports.storable = (name) =>
  exports.config.series === '17.0' ? { name, detailed_type: 'product' } : { name, type: 'consu', is_storable: true };
