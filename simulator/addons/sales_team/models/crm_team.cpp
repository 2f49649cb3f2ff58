#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/sales_team/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sales_team {

using namespace orm;

namespace {

// A user belongs to one team, and knows to which (res.users.sale_team_id).
RecordSet members_of(const RecordSet& team) {
  return team.sudo().env()["res.users"].search(term("sale_team_id", "=", team.id()));
}

void compute_member_ids(const RecordSet& self) {
  for (const RecordSet& team : self) team.set("member_ids", members_of(team).ids());
}

void inverse_member_ids(const RecordSet& self) {
  for (const RecordSet& team : self) {
    const RecordSet wanted = team.sudo()["member_ids"], before = members_of(team);
    if (const RecordSet gone = before - wanted) gone.write({{"sale_team_id", false}});
    if (const RecordSet come = wanted - before) come.write({{"sale_team_id", team.id()}});
  }
}

Domain search_member_ids(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet users = model.sudo().env()["res.users"];
  const std::string how(comparison);
  const bool by_id = !operand.is_text();
  const RecordSet found = users.search(term(by_id ? "id" : "name", how, operand) & term("sale_team_id", "!=", false));
  return term("id", "in", found["sale_team_id"].ids());
}

void compute_is_membership_multi(const RecordSet& self) {
  const bool several = !base::config_parameter(self.env(), "sales_team.membership_multi").empty();
  for (const RecordSet& team : self) team.set("is_membership_multi", several);
}

void compute_member_company_ids(const RecordSet& self) {
  const RecordSet all = self.env()["res.company"].search(Domain::everything());
  for (const RecordSet& team : self) {
    const RecordSet own = team["company_id"];
    team.set("member_company_ids", own.empty() ? all.ids() : own.ids());
  }
}

void compute_member_warning(const RecordSet& self) {
  for (const RecordSet& team : self) team.set("member_warning", false);
}

void compute_is_favorite(const RecordSet& self) {
  for (const RecordSet& team : self) team.set("is_favorite", team["favorite_user_ids"].contains(self.env().uid()));
}

void inverse_is_favorite(const RecordSet& self) {
  const Id own = self.env().uid();
  for (const RecordSet& team : self)
    team.sudo().write(
        {{"favorite_user_ids", List{team.flag("is_favorite") ? command::link(own) : command::unlink(own)}}});
}

Value default_favorites(const RecordSet& model) { return List{command::set({model.env().uid()})}; }

void add_members_to_favorites(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    List links;
    for (const Id member : team["member_ids"].ids()) links.push_back(command::link(member));
    if (!links.empty()) team.write({{"favorite_user_ids", links}});
  }
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet made = super(model.with_context({{"mail_create_nosubscribe", true}}), std::move(values));
  const RecordSet teams = made.in(model.env());
  add_members_to_favorites(teams);
  return teams;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool changes_members(values.get("member_ids"));
  super(self, std::move(values));
  if (changes_members) add_members_to_favorites(self);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  for (const std::string_view kept : {"sales_team.salesteam_website_sales", "sales_team.pos_sales_team"})
    if (const auto team = self.env().find_ref(kept); team && self.contains(team->id()))
      throw user_error("The team " + team->text("name") + " is needed by the system.");
  super(self);
}

RecordSet preferred(const RecordSet& teams, const RecordSet& usual, const Domain* domain) {
  const RecordSet fitting = domain ? teams.filtered_domain(*domain) : teams;
  return !usual.empty() && fitting.contains(usual) ? usual : fitting.first();
}

// The team of a sales person: one of their own that fits the domain, one of their own, the one in the context, one of
// the company.
Value get_default_team_id(const RecordSet& self, const Arguments& arguments) {
  const Value& given = arguments["user_id"];
  const RecordSet user =
      given.is_integer() ? self.sudo().env()["res.users"].browse(given.integer()) : self.env().user();
  const Value& in_context = self.env().context("default_team_id");
  const RecordSet usual = self.browse(in_context.is_integer() ? in_context.integer() : 0);
  List companies{false};
  for (const Id id : (user.sudo()["company_ids"] & self.env().companies()).ids()) companies.push_back(id);
  const Domain of_company = term("company_id", "in", companies);
  const Domain own = term("user_id", "=", user.id()) | term("member_ids", "in", user.ids());
  const Value& wanted = arguments["domain"];
  const Domain domain = wanted.is_list() ? parse_domain(wanted) : Domain::everything();
  const RecordSet own_teams = self.search(of_company & own);
  RecordSet team = preferred(own_teams, usual, &domain);
  if (team.empty()) team = preferred(own_teams, usual, nullptr);
  if (team.empty()) team = usual;
  const RecordSet all = team.empty() ? self.search(of_company) : team;
  if (team.empty()) team = preferred(all, usual, &domain);
  return team.empty() ? Value(all.first()) : Value(team);
}

}  // namespace

Behaviour crm_team() {
  return {
      .model = "crm.team",
      .defaults = {{"favorite_user_ids", default_favorites}},
      .computes = {{{"member_ids"}, compute_member_ids},
                   {{"is_membership_multi"}, compute_is_membership_multi},
                   {{"member_company_ids"}, compute_member_company_ids},
                   {{"member_warning"}, compute_member_warning},
                   {{"is_favorite"}, compute_is_favorite}},
      .inverses = {{"member_ids", inverse_member_ids}, {"is_favorite", inverse_is_favorite}},
      .searches = {{"member_ids", search_member_ids}},
      .methods = {model_method("_get_default_team_id", "user_id=False, domain=False", get_default_team_id)},
      .create = create,
      .write = write,
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::sales_team
