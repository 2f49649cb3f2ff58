// Walks through what belongs to service accounts. On an Odoo without them they are skipped, and the routes that need
// them say so.
#pragma once

#include "tools/contract/recorder.h"
#include "tools/contract/stage.h"

namespace paridoo::contract_suite {

void run_governed_flows(Recorder& recorder, const Stage& stage);

// Who sees what, and for whom one acts.
void run_visibility(Recorder& recorder, const Stage& stage);
// Orders that staff must approve.
void run_approval(Recorder& recorder, const Stage& stage);
// The association rows that are written beside orders, deliveries, invoices and payments.
void run_assignments(Recorder& recorder, const Stage& stage);
void run_bills_of_products(Recorder& recorder, const Stage& stage);
void run_assets(Recorder& recorder, const Stage& stage);
void run_subscriptions(Recorder& recorder, const Stage& stage);
void run_tickets(Recorder& recorder, const Stage& stage);

}  // namespace paridoo::contract_suite
