// sale.order.template.line and sale.order.template.option: what a new quotation of the kind lists.
#include <utility>

#include "simulator/addons/product/product.h"
#include "simulator/addons/sale_management/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_management {

using namespace orm;

namespace {

void compute_name(const RecordSet& self) {
  for (const RecordSet& one : self)
    if (const RecordSet product = one["product_id"]) one.set("name", product::sale_description(product));
}

void compute_product_uom_id(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("product_uom_id", line["product_id"]["uom_id"]);
}

void compute_uom_id(const RecordSet& self) {
  for (const RecordSet& option : self) option.set("uom_id", option["product_id"]["uom_id"]);
}

void compute_allowed_uom_ids(const RecordSet& self) {
  for (const RecordSet& line : self)
    line.set("allowed_uom_ids", (line["product_id"]["uom_id"] | line["product_id"]["uom_ids"]).ids());
}

// The subsection that a line stands in, or else the section.
void compute_parent_id(const RecordSet& self) {
  for (const RecordSet& one : self) {
    RecordSet section = one.none(), subsection = one.none();
    const std::string own_type = one.text("display_type");
    for (const RecordSet& line : one["sale_order_template_id"]["sale_order_template_line_ids"]) {
      if (line.id() == one.id()) break;
      const std::string type = line.text("display_type");
      if (type == "line_section") subsection = line.none();
      if (type == "line_section") section = line;
      if (type == "line_subsection") subsection = line;
    }
    if (own_type == "line_section") section = one.none();
    const bool in_section = own_type == "line_section" || own_type == "line_subsection" || subsection.empty();
    one.set("parent_id", in_section ? section : subsection);
  }
}

RecordSet create(const RecordSet&, std::vector<Dict> all_values, const CreateSuper& super) {
  for (Dict& values : all_values)
    if (values.get("display_type"))
      values.update({{"product_id", false}, {"product_uom_qty", 0.0}, {"product_uom_id", false}});
  return super(std::move(all_values));
}

void write(const RecordSet& lines, Dict values, const WriteSuper& super) {
  if (values.contains("display_type") &&
      lines.where("display_type", "=", values.get("display_type")).size() < lines.size())
    throw user_error("A line of a quotation template stays of its type: delete it and add another.");
  super(lines, std::move(values));
}

void check_accountable(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const bool has_product = !line["product_id"].empty(), has_unit = !line["product_uom_id"].empty();
    if (line.text("display_type").empty() ? !has_product || !has_unit
                                          : has_product || has_unit || line.number("product_uom_qty") != 0)
      throw validation_error("A line of a quotation template has a product and a unit, a section or note has none.");
  }
}

}  // namespace

Behaviour sale_order_template_line() {
  return {
      .model = "sale.order.template.line",
      .computes = {{{"name"}, compute_name, In{.until = Series::v17}},
                   {{"product_uom_id"}, compute_product_uom_id},
                   {{"allowed_uom_ids"}, compute_allowed_uom_ids, In{.since = Series::v19}},
                   {{"parent_id"}, compute_parent_id, In{.since = Series::v19}}},
      .constraints = {{check_accountable, {"display_type", "product_id", "product_uom_id", "product_uom_qty"}}},
      .create = create,
      .write = write,
  };
}

Behaviour sale_order_template_option() {
  return {
      .model = "sale.order.template.option",
      .in = {.until = Series::v18},
      .computes = {{{"name"}, compute_name}, {{"uom_id"}, compute_uom_id}},
  };
}

}  // namespace paridoo::addons::sale_management
