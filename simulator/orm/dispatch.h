// From a client's call to a method of a model.
#pragma once

#include <string_view>

#include "simulator/orm/environment.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// Throws NotSimulated if the name is that of a model of Odoo's (it stands in ir.model) of which there are no facts.
void refuse_unsimulated(const Env& env, std::string_view model_name);

// What execute_kw does: finds the model and the public method, takes the ids off the arguments and the context off the
// named ones, binds the rest, calls, and turns records in the answer into ids.
// Faults: unknown model (UserError), private method (AccessError), unknown method (AttributeError), arguments that do
// not fit (TypeError), and whatever the method throws.
Value call_kw(const Env& env, std::string_view model, std::string_view method, const List& arguments,
              const Dict& named);

// Binds arguments to a signature; what does not fit is the TypeError that Python gives.
Arguments bind(std::string_view method, const MethodChain& chain, List arguments, Dict named);

}  // namespace paridoo::orm
