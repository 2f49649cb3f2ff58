// The module ov: service accounts and who acts for them, approval, packages, assets, assignments.
#include "tests/support/extended_simulator.h"

namespace paridoo::addons::ov {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Ov : public support::ExtendedSimulator {
 protected:
  Value employee(const char* name, const char* role) {
    const Value made = create("abs.employee", Dict{{"name", name}});
    create("ov.membership", Dict{{"account_id", account_}, {"employee_id", made}, {"role_code", role}});
    return made;
  }
  Value order_of(double price) {
    return create(
        "sale.order",
        Dict{{"partner_id", customer_},
             {"x_sa_id", account_},
             {"x_actor_id", agent_},
             {"order_line",
              List{List{0, 0,
                        Dict{{"product_id", kit_}, {"price_unit", price}, {"tax_id", List{List{6, 0, List{}}}}}}}}});
  }
  Value confirm(const Value& order) { return call("sale.order", "action_confirm", {List{order}}); }
  Value lot(const char* name, const Value& product) {
    return create("stock.lot", Dict{{"name", name}, {"product_id", product}, {"company_id", 1}});
  }
  Value asset(const char* code, const Value& lot) {
    return create("ov.asset", Dict{{"name", "Kit"}, {"asset_code", code}, {"product_id", kit_}, {"lot_id", lot}});
  }

  const Value account_ =
      create("ov.serviced_account", Dict{{"name", "Togo"}, {"code", "TG"}, {"approval_threshold", 500.0}});
  const Value customer_ = create("res.partner", Dict{{"name", "Marie"}});
  const Value kit_ = create("product.product",
                            Dict{{"name", "Kit"}, {"is_storable", true}, {"tracking", "serial"}, {"list_price", 1}});
  const Value agent_ = employee("Jean", "agent");
  const Value manager_ = employee("Ama", "staff");
};

TEST_F(Ov, NobodyIsAMemberTwice) {
  const Dict again{{"account_id", account_}, {"employee_id", agent_}, {"role_code", "staff"}};
  EXPECT_EQ(create("ov.membership", again), Value(validation_error));
  Dict later = again;
  const Value first = search("ov.membership", {List{"employee_id", "=", agent_}}).list().at(0);
  write("ov.membership", first, {{"date_from", "2026-01-01"}, {"date_to", "2026-01-31"}});
  later.set("date_from", "2026-02-01");
  EXPECT_TRUE(create("ov.membership", later).is_integer()) << "after the first one has ended";
}

TEST_F(Ov, OrdersUpToTheThresholdNeedNoApproval) {
  const Value order = order_of(500);
  EXPECT_EQ(field("sale.order", order, "x_approval_required"), Value(false));
  EXPECT_EQ(confirm(order), Value(true));
}

TEST_F(Ov, DearerOnesAreConfirmedOnceStaffHasApproved) {
  const Value order = order_of(501);
  EXPECT_EQ(field("sale.order", order, "x_approval_required"), Value(true));
  EXPECT_EQ(confirm(order), Value(user_error));
  EXPECT_EQ(call("sale.order", "action_request_approval", {List{order}, agent_}), Value(true));
  EXPECT_EQ(field("sale.order", order, "x_approval_state"), Value("waiting"));
  EXPECT_EQ(call("sale.order", "action_approve", {List{order}, agent_}), Value(access_error)) << "an agent";
  EXPECT_EQ(call("sale.order", "action_approve", {List{order}, manager_, "for Q2"}), Value(true));
  EXPECT_EQ(leads_to("sale.order", order, "x_approval_decided_by"), manager_);
  EXPECT_EQ(confirm(order), Value(true));
}

TEST_F(Ov, NobodyApprovesAnOrderOfOnesOwn) {
  const Value order = order_of(501);
  call("sale.order", "action_request_approval", {List{order}, manager_});
  EXPECT_EQ(call("sale.order", "action_approve", {List{order}, manager_}), Value(access_error));
}

TEST_F(Ov, ARejectedOrderMayBeAskedForAgain) {
  const Value order = order_of(501);
  call("sale.order", "action_request_approval", {List{order}, agent_});
  EXPECT_EQ(call("sale.order", "action_reject", {List{order}, manager_, "too dear"}), Value(true));
  EXPECT_EQ(field("sale.order", order, "x_rejection_reason"), Value("too dear"));
  EXPECT_EQ(call("sale.order", "action_approve", {List{order}, manager_}), Value(user_error));
  EXPECT_EQ(call("sale.order", "action_request_approval", {List{order}, agent_}), Value(true));
}

TEST_F(Ov, ApprovalCoversTheAmountThatWasApproved) {
  const Value order = order_of(501);
  call("sale.order", "action_request_approval", {List{order}, agent_});
  call("sale.order", "action_approve", {List{order}, manager_});
  const Value line = field("sale.order", order, "order_line").list().at(0);
  write("sale.order.line", line, {{"price_unit", 900.0}});
  EXPECT_EQ(confirm(order), Value(user_error));
  write("sale.order.line", line, {{"price_unit", 450.0}});
  EXPECT_EQ(confirm(order), Value(true));
}

TEST_F(Ov, SomeCategoriesNeedApprovalWhateverThePrice) {
  const Value category = create("product.category", Dict{{"name", "E-mobility"}});
  const Value below = create("product.category", Dict{{"name", "Scooters"}, {"parent_id", category}});
  write("ov.serviced_account", account_, {{"approval_category_ids", List{List{6, 0, List{category}}}}});
  EXPECT_EQ(field("sale.order", order_of(1), "x_approval_required"), Value(false));
  write("product.product", kit_, {{"categ_id", below}});
  EXPECT_EQ(confirm(order_of(1)), Value(user_error));
}

TEST_F(Ov, APackageBecomesLines) {
  const Value cable = create("product.product", Dict{{"name", "Cable"}, {"list_price", 5.0}});
  const Value sheet = create(
      "ov.bop.sheet",
      Dict{{"name", "Solar Home System"},
           {"product_tmpl_id",
            leads_to("product.product", create("product.product", Dict{{"name", "SHS"}}), "product_tmpl_id")},
           {"line_ids",
            List{List{0, 0, Dict{{"product_id", kit_}}}, List{0, 0, Dict{{"product_id", cable}, {"quantity", 2.0}}}}},
           {"property_ids", List{List{0, 0, Dict{{"name", "Colour"}, {"options", "Black\nSilver"}}}}}});
  ASSERT_TRUE(sheet.is_integer()) << last_message();
  const Value order = create("sale.order", Dict{{"partner_id", customer_}});
  EXPECT_EQ(call("sale.order", "add_bill_of_products", {List{order}, sheet, 3.0, Dict{{"Colour", "Red"}}}),
            Value(user_error));
  const Value lines = call("sale.order", "add_bill_of_products", {List{order}, sheet, 3.0, Dict{{"Colour", "Black"}}});
  ASSERT_EQ(lines.list().size(), 2u);
  EXPECT_EQ(field("sale.order.line", lines.list()[1], "product_uom_qty"), Value(6.0));
  EXPECT_EQ(field("sale.order.line", lines.list()[1], "x_bop_properties"), Value("Colour: Black"));
  EXPECT_EQ(create("ov.bop.property", Dict{{"sheet_id", sheet}, {"name", "Size"}, {"options", "S\nS"}}),
            Value(validation_error));
}

TEST_F(Ov, AnAssetKeepsItsHistory) {
  const Value first = lot("SN-1", kit_), second = lot("SN-2", kit_);
  const Value one = asset("A-1", first);
  EXPECT_EQ(asset("A-2", first), Value(validation_error)) << "its serial number is an asset already";
  write("ov.asset", one, {{"lot_id", second}, {"note", "panel broken"}});
  write("ov.asset", one, {{"state", "inactive"}});
  write("ov.asset", one, {{"state", "decommissioned"}});
  EXPECT_EQ(write("ov.asset", one, {{"state", "active"}}), Value(user_error));
  const Value events = call("ov.asset.event", "search_read", {List{List{"asset_id", "=", one}}, List{"kind"}});
  std::vector<std::string> kinds;
  for (const Value& event : events.list()) kinds.push_back(event.dict().get("kind").text());
  EXPECT_EQ(kinds, (std::vector<std::string>{"installed", "swapped", "returned", "decommissioned"}));
}

TEST_F(Ov, ASerialNumberIsOfTheAssetsProduct) {
  const Value other = create("product.product", Dict{{"name", "Other"}, {"is_storable", true}, {"tracking", "serial"}});
  EXPECT_EQ(asset("A-1", lot("SN-1", other)), Value(validation_error));
}

TEST_F(Ov, WhatIsScrappedIsDecommissioned) {
  const Value serial = lot("SN-1", kit_);
  const Value shelf = leads_to("stock.warehouse", search("stock.warehouse", {}).list().at(0), "lot_stock_id");
  const Value quant =
      create("stock.quant",
             Dict{{"product_id", kit_}, {"location_id", shelf}, {"lot_id", serial}, {"inventory_quantity", 1.0}});
  call("stock.quant", "action_apply_inventory", {List{quant}});
  const Value one = asset("A-1", serial);
  const Value scrap = create("stock.scrap", Dict{{"product_id", kit_}, {"lot_id", serial}, {"scrap_qty", 1.0}});
  EXPECT_EQ(call("stock.scrap", "action_validate", {List{scrap}}), Value(true));
  EXPECT_EQ(field("ov.asset", one, "state"), Value("decommissioned"));
}

// The delivery of an order of one kit, which takes the one serial number on the shelf.
TEST_F(Ov, WhatComesBackIsNoAssetAtWork) {
  const Value serial = lot("SN-1", kit_);
  const Value shelf = leads_to("stock.warehouse", search("stock.warehouse", {}).list().at(0), "lot_stock_id");
  const Value quant =
      create("stock.quant",
             Dict{{"product_id", kit_}, {"location_id", shelf}, {"lot_id", serial}, {"inventory_quantity", 1.0}});
  call("stock.quant", "action_apply_inventory", {List{quant}});
  const Value order = order_of(100);
  confirm(order);
  const Value delivery = field("sale.order", order, "picking_ids").list().at(0);
  call("stock.picking", "button_validate", {List{delivery}});
  ASSERT_EQ(field("stock.picking", delivery, "state"), Value("done"));
  const Value one = asset("A-1", serial);

  const Dict context{{"active_id", delivery}, {"active_ids", List{delivery}}, {"active_model", "stock.picking"}};
  const Value wizard =
      call("stock.return.picking", "create", {Dict{{"picking_id", delivery}}}, Dict{{"context", context}});
  const Value line = field("stock.return.picking", wizard, "product_return_moves").list().at(0);
  write("stock.return.picking.line", line, {{"quantity", 1.0}});
  const Value window = call("stock.return.picking", "action_create_returns", {List{wizard}});
  ASSERT_TRUE(window.is_dict()) << last_message();
  const Value back = window.dict().get("res_id");
  const Value move_line = search("stock.move.line", {List{"picking_id", "=", back}}).list().at(0);
  write("stock.move.line", move_line, {{"lot_id", serial}, {"quantity", 1.0}});
  call("stock.picking", "button_validate", {List{back}});
  ASSERT_EQ(field("stock.picking", back, "state"), Value("done")) << last_message();
  EXPECT_EQ(field("ov.asset", one, "state"), Value("inactive"));
}

TEST_F(Ov, SubscriptionsOfAnOrderAreItsAccounts) {
  const Value warranty = create(
      "product.product",
      Dict{{"name", "Warranty"}, {"type", "service"}, {"x_pu_category", "contract"}, {"recurring_invoice", true}});
  const Value order = create("sale.order", Dict{{"partner_id", customer_},
                                                {"x_sa_id", account_},
                                                {"x_actor_id", agent_},
                                                {"order_line", List{List{0, 0, Dict{{"product_id", warranty}}}}}});
  confirm(order);
  const Value made = search("abs.subscription", {List{"order_id", "=", order}}).list().at(0);
  EXPECT_EQ(leads_to("abs.subscription", made, "x_sa_id"), account_);
  EXPECT_EQ(leads_to("abs.subscription", made, "x_actor_id"), agent_);
  set_day("2099-01-01");
  write("abs.subscription", made, {{"next_invoice_date", "2099-01-01"}});
  const Value invoices = call("abs.subscription", "run_daily_job", {});
  ASSERT_EQ(invoices.list().size(), 1u) << last_message();
  const Value row = search("ov.sa_invoice_assignment", {List{"move_id", "=", invoices.list()[0]}});
  ASSERT_EQ(row.list().size(), 1u);
  EXPECT_EQ(leads_to("ov.sa_invoice_assignment", row.list()[0], "account_id"), account_);
}

TEST_F(Ov, ARecordBelongsToOneAccountAtATime) {
  const Value other = create("ov.serviced_account", Dict{{"name", "Benin"}, {"code", "BJ"}});
  const auto assign = [&](const Value& account) {
    return create("ov.sa_customer_assignment", Dict{{"account_id", account}, {"partner_id", customer_}});
  };
  set_day("2026-01-01");
  const Value first = assign(account_);
  set_day("2026-02-01");
  const Value second = assign(other);
  EXPECT_EQ(field("ov.sa_customer_assignment", first, "state"), Value("ended"));
  EXPECT_EQ(field("ov.sa_customer_assignment", first, "date_to"), Value("2026-02-01"));
  EXPECT_EQ(field("ov.sa_customer_assignment", second, "state"), Value("active"));
  EXPECT_EQ(write("ov.sa_customer_assignment", first, {{"state", "active"}}), Value(validation_error));
}

TEST_F(Ov, TicketsCloseWithTheirStage) {
  const Value ticket = create("helpdesk.ticket", Dict{{"name", "No light"}, {"partner_id", customer_}});
  EXPECT_EQ(field("helpdesk.ticket", ticket, "ticket_ref"), Value("00001"));
  EXPECT_EQ(field("helpdesk.ticket", ticket, "close_date"), Value(false));
  const Value solved = search("helpdesk.stage", {List{"name", "=", "Solved"}}).list().at(0);
  write("helpdesk.ticket", ticket, {{"stage_id", solved}});
  EXPECT_NE(field("helpdesk.ticket", ticket, "close_date"), Value(false));
}

}  // namespace
}  // namespace paridoo::addons::ov
