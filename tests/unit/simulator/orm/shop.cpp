#include "tests/unit/simulator/orm/shop.h"

#include "simulator/orm/fault.h"
#include "simulator/orm/schema.h"

namespace paridoo::orm::shop {

namespace {

FieldFacts field(std::string name, FieldType type) {
  FieldFacts facts;
  facts.name = facts.label = std::move(name);
  facts.type = type;
  facts.store = facts.copied = facts.searchable = facts.sortable = true;
  return facts;
}

FieldFacts link(std::string name, FieldType type, std::string relation, std::string inverse = "") {
  FieldFacts facts = field(std::move(name), type);
  facts.relation = std::move(relation);
  facts.relation_field = std::move(inverse);
  return facts;
}

FieldFacts computed(FieldFacts facts, std::vector<std::string> depends, bool store) {
  facts.depends = std::move(depends);
  facts.store = store;
  facts.readonly = true;
  facts.copied = false;
  return facts;
}

FieldFacts related(FieldFacts facts, std::string path, bool store) {
  facts.related = path;
  facts.depends = {std::move(path)};
  facts.store = store;
  return facts;
}

ModelFacts model(std::string name, std::vector<FieldFacts> fields, std::string order = "id") {
  ModelFacts facts{.model = name,
                   .label = name,
                   .order = std::move(order),
                   .transient = false,
                   .defaults = {},
                   .fields = std::move(fields)};
  facts.fields.push_back(field("id", FieldType::integer));
  facts.fields.push_back(computed(field("display_name", FieldType::character), {"name"}, false));
  facts.fields.push_back(field("write_date", FieldType::datetime));
  return facts;
}

ModelFacts order() {
  FieldFacts lines = link("line_ids", FieldType::one2many, "line", "order_id");
  FieldFacts reference = field("reference", FieldType::character);
  ModelFacts facts =
      model("order", {field("name", FieldType::character), link("partner_id", FieldType::many2one, "partner"), lines,
                      reference, link("tag_ids", FieldType::many2many, "tag"),
                      computed(field("total", FieldType::real), {"line_ids.amount"}, true),
                      computed(field("double_total", FieldType::real), {"total"}, false),
                      computed(field("big", FieldType::boolean), {"double_total"}, true),
                      related(field("partner_name", FieldType::character), "partner_id.name", true)});
  for (FieldFacts& one : facts.fields) {
    if (one.name == "name") one.required = true;
    if (one.name == "reference") one.copied = false;
  }
  facts.defaults = {{"name", "New"}};
  return facts;
}

ModelFacts line() {
  FieldFacts parent = link("order_id", FieldType::many2one, "order");
  parent.on_delete = OnDelete::cascade;
  FieldFacts price = field("price", FieldType::real);
  price.digits = 2;
  return model("line", {field("name", FieldType::character), parent, price, field("quantity", FieldType::real),
                        link("product_id", FieldType::many2one, "product"),
                        computed(field("amount", FieldType::real), {"price", "quantity"}, true)});
}

void compute_amount(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("amount", line.number("price") * line.number("quantity"));
}
void compute_total(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("total", order["line_ids"].sum("amount"));
}
void compute_double_total(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("double_total", 2 * order.number("total"));
}
void compute_big(const RecordSet& orders) {
  for (const RecordSet& order : orders) order.set("big", order.number("double_total") >= 100);
}
void check_quantity(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line.number("quantity") < 0) throw validation_error("A quantity is not negative.");
}
Value greet(const RecordSet& orders, const Arguments& arguments) {
  return arguments["greeting"].text() + " " + orders.text("name");
}

}  // namespace

std::vector<ModelFacts> facts() {
  FieldFacts partner_limit = field("credit_limit", FieldType::real);
  partner_limit.company_dependent = true;
  FieldFacts restricted = link("favourite_id", FieldType::many2one, "product");
  restricted.on_delete = OnDelete::restrict;
  FieldFacts of_template = link("template_id", FieldType::many2one, "template");
  of_template.required = true;
  return {
      model("res.company", {field("name", FieldType::character)}),
      model("res.users", {field("name", FieldType::character), link("company_id", FieldType::many2one, "res.company")}),
      model("ir.model.data", {field("name", FieldType::character), field("module", FieldType::character),
                              field("model", FieldType::character), field("res_id", FieldType::integer)}),
      model("partner",
            {field("name", FieldType::character), field("code", FieldType::character),
             field("active", FieldType::boolean), link("parent_id", FieldType::many2one, "partner"), partner_limit,
             restricted, link("order_ids", FieldType::one2many, "order", "partner_id")},
            "name, id"),
      order(),
      line(),
      model("tag", {field("name", FieldType::character)}),
      model("template", {field("name", FieldType::character), field("list_price", FieldType::real)}),
      model("product", {of_template, field("code", FieldType::character),
                        related(field("name", FieldType::character), "template_id.name", false),
                        related(field("list_price", FieldType::real), "template_id.list_price", false)}),
  };
}

Addon addon() {
  return {
      .name = "shop",
      .depends = {},
      .models = {
          {.model = "order",
           .computes = {{{"total"}, compute_total}, {{"double_total"}, compute_double_total}, {{"big"}, compute_big}},
           .methods = {{"greet", "greeting='Hello', loud=False", greet}, {"_secret", "", greet}}},
          {.model = "line",
           .computes = {{{"amount"}, compute_amount}},
           .constraints = {{check_quantity, {"quantity"}}}},
          {.model = "partner", .unique = {{{"code"}, "A code is used once."}}},
          {.model = "product", .inherits = {{"template", "template_id"}}},
      }};
}

Shop::Shop() : Shop(std::vector<Addon>{addon()}) {}

Shop::Shop(std::vector<Addon> addons)
    : registry_(Registry::build(Series::v18, facts(), std::move(addons))),
      transaction_(
          std::make_unique<Transaction>(store_, *registry_, clock_from(*parse_moment("2026-03-15 12:00:00")), chance_)),
      env_(transaction_->env(1, {})) {
  update_schema(store_, *registry_);
  store_.script(
      "INSERT INTO res_company (name) VALUES ('Ours'); INSERT INTO res_users (name, company_id) VALUES ('Root', 1)");
}

void Shop::next_call() {
  env_.flush();
  transaction_ =
      std::make_unique<Transaction>(store_, *registry_, clock_from(*parse_moment("2026-03-15 12:00:00")), chance_);
  env_ = transaction_->env(1, {});
}

}  // namespace paridoo::orm::shop
