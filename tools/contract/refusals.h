// For every route of the table, what it must refuse: made from the table and the schemas, so that a new route is
// covered.
#pragma once

#include "src/api/route.h"
#include "tools/contract/recorder.h"
#include "tools/contract/stage.h"

namespace paridoo::contract_suite {

// `governed`: the Odoo has service accounts, and what goes with them.
void run_refusals(Recorder& recorder, bool governed);

// A request that fits the route's schemas, of somebody whom it lets in, for a record that there is not.
ApiRequest good_request(const Recorder& recorder, const api::Route& route);

// A quotation for what does not exist, and the like: refusals that only Odoo's data can tell.
void run_unknown_records(Recorder& recorder, const Stage& stage);

}  // namespace paridoo::contract_suite
