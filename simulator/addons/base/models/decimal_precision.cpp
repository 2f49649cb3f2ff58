#include "simulator/addons/base/decimal_precision.h"

#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

Value precision_get(const RecordSet& self, const Arguments& arguments) {
  const Value& application = arguments["application"];
  return precision_of(self.env(), application.is_text() ? application.text() : "");
}

}  // namespace

Behaviour decimal_precision() {
  return {
      .model = "decimal.precision",
      .unique = {{{"name"}, "There is a precision for this use already."}},
      .methods = {model_method("precision_get", "application", precision_get)},
  };
}

}  // namespace paridoo::addons::base
