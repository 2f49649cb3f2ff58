#include "simulator/addons/account/document_warnings.h"

#include <algorithm>
#include <vector>

namespace paridoo::addons::account {

using orm::RecordSet;

std::string document_warnings(const RecordSet& move, std::string_view of_partner, std::string_view of_product) {
  std::vector<std::string> lines;
  const auto add = [&](const RecordSet& record, std::string_view field, const std::string& name) {
    const std::string warning = record.text(field), line = name + " - " + warning;
    if (!warning.empty() && std::ranges::find(lines, line) == lines.end()) lines.push_back(line);
  };
  const RecordSet partner = move["partner_id"];
  for (const RecordSet& one : partner | partner["parent_id"])
    add(one, of_partner, one.text("name").empty() ? one.display_name() : one.text("name"));
  for (const RecordSet& product : move["invoice_line_ids"]["product_id"])
    add(product, of_product, product.display_name());
  std::string all;
  for (const std::string& line : lines) all += (all.empty() ? "" : "\n") + line;
  return all;
}

}  // namespace paridoo::addons::account
