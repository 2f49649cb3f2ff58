// For every route of the table, what it must refuse: made from the table and the schemas, so that a new route is
// covered.
#pragma once

#include "tools/contract/recorder.h"
#include "tools/contract/stage.h"

namespace paridoo::contract_suite {

void run_refusals(Recorder& recorder, const governance::TokenRules& tokens);

// A quotation for what does not exist, and the like: refusals that only Odoo's data can tell.
void run_unknown_records(Recorder& recorder, const Stage& stage);

}  // namespace paridoo::contract_suite
