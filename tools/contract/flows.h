// Walks through the sales workflow: each step goes on from what the one before it made, so that after a failure the
// rest of the walk is skipped.
#pragma once

#include "tools/contract/recorder.h"
#include "tools/contract/stage.h"

namespace paridoo::contract_suite {

// Quotation to paid invoice, with all that may be asked too early or twice.
void run_order_to_cash(Recorder& recorder, const Stage& stage);
// Part now, the rest as a backorder.
void run_backorder(Recorder& recorder, const Stage& stage);
// Goods with serial numbers.
void run_serial_numbers(Recorder& recorder, const Stage& stage);
// What register-payment makes of an order by itself.
void run_smart_payment(Recorder& recorder, const Stage& stage);

// Goods that come in, change their place, and are counted.
void run_warehouse(Recorder& recorder, const Stage& stage);
// Products made, changed and archived.
void run_catalogue(Recorder& recorder, const Stage& stage);
// A quotation that is changed, sent, printed, finalized; one that is cancelled.
void run_order_changes(Recorder& recorder, const Stage& stage);
// Lists of invoices and payments, invoices on paper, credit notes.
void run_books(Recorder& recorder, const Stage& stage);
// Requests that name themselves: they are carried out once.
void run_idempotency(Recorder& recorder, const Stage& stage);

}  // namespace paridoo::contract_suite
