// /report/pdf/<report>/<ids>: printed documents.
#include <fmt/format.h>

#include <charconv>

#include "simulator/addons/account/report/invoice_document.h"
#include "simulator/addons/base/pdf.h"
#include "simulator/addons/sale/report/sale_order_document.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/endpoints.h"

namespace paridoo::rpc {

namespace {

using addons::base::ReportDocument;
using orm::Env;
using orm::Ids;
using orm::RecordSet;

struct Report {
  std::string_view name;
  std::string_view model;
  ReportDocument (*fill)(const RecordSet& record);
};

constexpr Report reports[] = {
    {"account.report_invoice", "account.move", addons::account::invoice_document},
    {"account.report_invoice_with_payments", "account.move", addons::account::invoice_document_with_payments},
    {"sale.report_saleorder", "sale.order", addons::sale::sale_order_document},
    {"sale.report_saleorder_pro_forma", "sale.order", addons::sale::pro_forma_document},
};

const Report& report_named(std::string_view name) {
  for (const Report& report : reports)
    if (report.name == name) return report;
  throw orm::not_simulated(fmt::format("/report/pdf/{}", name));
}

// "7,8,9"
Ids ids_in(std::string_view text) {
  Ids ids;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    orm::Id id = 0;
    if (std::from_chars(text.data(), text.data() + end, id).ptr == text.data() + end && end > 0) ids.push_back(id);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return ids;
}

std::vector<ReportDocument> documents_of(const Env& env, const Report& report, const Ids& ids) {
  if (ids.empty()) throw orm::value_error("no ids of records to print");
  const RecordSet records = env[report.model].browse(ids);
  records.call("read", {orm::List{"display_name"}});  // what the user may not read is not printed
  if (records.exists().size() != records.size())
    throw orm::Fault(orm::FaultKind::missing_error, "A record that is to be printed does not exist.");
  std::vector<ReportDocument> documents;
  for (const RecordSet& record : records.sudo()) documents.push_back(report.fill(record));
  return documents;
}

}  // namespace

HttpResponse report_pdf(Exchange& exchange) {
  const std::string_view path = exchange.tail;
  const std::size_t slash = std::min(path.find('/'), path.size());
  const Ids ids = slash < path.size() ? ids_in(path.substr(slash + 1)) : Ids();
  std::vector<ReportDocument> documents;
  service::observed(exchange.services, {.service = exchange.request.path, .database = exchange.database}, [&] {
    const Report& report = report_named(path.substr(0, slash));
    const auto database = exchange.services.databases.open(exchange.database);
    return database->run(exchange.session.uid, {}, [&](const Env& env) -> orm::Value {
      documents = documents_of(env, report, ids);
      return {};
    });
  });
  return {.headers = {{"Content-Type", "application/pdf"}}, .body = addons::base::pdf_of(documents)};
}

}  // namespace paridoo::rpc
