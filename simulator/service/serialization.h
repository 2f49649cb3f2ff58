// Calls that overlap: what PostgreSQL does to them, and the simulator on demand.
#pragma once

#include <functional>
#include <string>

#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/service/services.h"

namespace paridoo::service {

// The database could not bring the call into an order with others. The last words are PostgreSQL's.
class SerializationFailure : public orm::Fault {
 public:
  SerializationFailure()
      : Fault(orm::FaultKind::operational_error, "could not serialize access due to concurrent update\n") {}
};

// Like exception_name, but by the more special name where a Fault has one.
std::string_view exception_name_of(const orm::Fault& fault);

// Runs a client's call as this user, in one transaction. Calls to one database are serial. With
// Services::serialization_faults a call that writes fails nevertheless if another one has written to the database since
// it arrived, and nothing of it is done.
orm::Value run_call(Services& services, const std::string& database, orm::Id uid,
                    const std::function<orm::Value(const orm::Env&)>& work);

}  // namespace paridoo::service
