// Aliases come and go with the records that have them.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::mail {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;

class Aliases : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().front().dict();
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(Aliases, AreThereForTheJournalsOfANewDatabase) {
  const Dict journal = read("account.journal", 1, {"alias_id", "alias_name", "alias_defaults", "alias_email"});
  EXPECT_EQ(journal.get("alias_id").list().at(1), journal.get("alias_name"));
  EXPECT_EQ(journal.get("alias_defaults"), Value("{'company_id': 1, 'move_type': 'out_invoice', 'journal_id': 1}"));
  EXPECT_EQ(journal.get("alias_email"), Value(false));
}

TEST_P(Aliases, AreNamedAfterJournalsThatSellOrBuy) {
  const Value first = create("account.journal", Dict{{"name", "Ventes Étranger"}, {"type", "sale"}, {"code", "VE1"}});
  const Value twin = create("account.journal", Dict{{"name", "Ventes Étranger"}, {"type", "sale"}, {"code", "VE2"}});
  const Value other = create("account.journal", Dict{{"name", "Divers"}, {"type", "general"}, {"code", "DIV"}});
  EXPECT_EQ(read("account.journal", first, {"alias_name"}).get("alias_name"), Value("ventes-etranger"));
  EXPECT_EQ(read("account.journal", twin, {"alias_name"}).get("alias_name"), Value("ventes-etranger-ve2"));
  EXPECT_EQ(read("account.journal", other, {"alias_id"}).get("alias_id"), Value(false));
}

TEST_P(Aliases, AreMadeWithEachTeam) {
  const Value team = create("crm.team", Dict{{"name", "North"}});
  const Dict row = read("crm.team", team, {"alias_id", "alias_defaults", "alias_parent_thread_id", "alias_contact"});
  EXPECT_TRUE(row.get("alias_id").is_list());
  EXPECT_EQ(row.get("alias_defaults"),
            Value("{'type': 'opportunity', 'team_id': " + std::to_string(team.integer()) + "}"));
  EXPECT_EQ(row.get("alias_parent_thread_id"), team);
  EXPECT_EQ(row.get("alias_contact"), Value("everyone"));
}

TEST_P(Aliases, AreWrittenAndDeletedThroughTheirTeam) {
  const Value before = call("mail.alias", "search_count", {List{}});
  const Value team = create("crm.team", Dict{{"name", "South"}, {"alias_name", "Team (South)"}});
  EXPECT_EQ(read("crm.team", team, {"alias_full_name"}).get("alias_full_name"), Value("team-south-"));
  call("crm.team", "write", {List{team}, Dict{{"alias_name", "sud"}}});
  EXPECT_EQ(read("crm.team", team, {"alias_name"}).get("alias_name"), Value("sud"));
  EXPECT_EQ(error_name(odoo_.execute_kw("crm.team", "create", {Dict{{"name", "Twin"}, {"alias_name", "sud"}}})),
            "odoo.exceptions.UserError");
  call("crm.team", "unlink", {List{team}});
  EXPECT_EQ(call("mail.alias", "search_count", {List{}}), before);
}

TEST_P(Aliases, GetTheFirstDomainThatThereIs) {
  const Value domain = create("mail.alias.domain", Dict{{"name", "example.com"}});
  EXPECT_EQ(read("mail.alias.domain", domain, {"bounce_email"}).get("bounce_email"), Value("bounce@example.com"));
  const std::string name = read("account.journal", 1, {"alias_name"}).get("alias_name").text();
  EXPECT_EQ(read("account.journal", 1, {"alias_email"}).get("alias_email"), Value(name + "@example.com"));
}

// Who was told of a message is known from both sides.
TEST_P(Aliases, LeaveMessagesToKnowWhomTheyNotified) {
  const Value partner = create("res.partner", Dict{{"name", "N"}, {"email", "n@example.com"}});
  const Value message = call("mail.message", "search", {List{}}).list().front();
  const Value note = create("mail.notification", Dict{{"mail_message_id", message}, {"res_partner_id", partner}});
  const Dict row = read("mail.message", message, {"notification_ids", "notified_partner_ids"});
  EXPECT_EQ(row.get("notification_ids"), Value(List{note}));
  EXPECT_EQ(row.get("notified_partner_ids"), Value(List{partner}));
}

INSTANTIATE_TEST_SUITE_P(Series, Aliases, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::mail
