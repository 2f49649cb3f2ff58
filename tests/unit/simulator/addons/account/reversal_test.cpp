// What credit notes take over from the documents that they reverse.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

TEST(Reversals, KnowWhereTheDocumentCameFrom) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    support::TestSimulator odoo({.series = series});
    const auto call = [&](std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
      return support::result_of(odoo.execute_kw(model, method, std::move(args), std::move(kwargs)));
    };
    const Dict document{{"move_type", "out_invoice"},
                        {"partner_id", 3},
                        {"invoice_origin", "S00042"},
                        {"invoice_line_ids", List{List{0, 0, Dict{{"name", "l"}, {"price_unit", 5}}}}}};
    const Value invoice = call("account.move", "create", {document});
    call("account.move", "action_post", {List{invoice}});
    const Dict context{{"active_model", "account.move"}, {"active_ids", List{invoice}}};
    const Value journal =
        call("account.move", "read", {List{invoice}, List{"journal_id"}}).list()[0].dict().get("journal_id");
    const Value wizard =
        call("account.move.reversal", "create", {Dict{{"journal_id", journal.list()[0]}}}, Dict{{"context", context}});
    call("account.move.reversal", "refund_moves", {List{wizard}});
    const List reversals{List{"reversed_entry_id", "=", invoice}};
    const Value rows = call("account.move", "search_read", {reversals, List{"invoice_origin"}});
    EXPECT_EQ(rows.list().at(0).dict().get("invoice_origin"), Value("S00042"));
  }
}

}  // namespace
}  // namespace paridoo::addons::account
