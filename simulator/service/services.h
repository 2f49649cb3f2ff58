// Odoo's services: what a remote call reaches, whichever protocol brought it.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "simulator/orm/facts.h"
#include "simulator/orm/value.h"
#include "simulator/service/call_record.h"
#include "simulator/service/databases.h"
#include "simulator/service/master_password.h"

namespace paridoo::service {

struct Services {
  orm::Series series;
  Databases& databases;
  MasterPassword& master_password;
  CallObserver observe;
  bool serialization_faults = false;  // see run_call()
};

// Calls `method` of "common", "db" or "object". Throws what the call throws; another service is a KeyError Fault.
orm::Value dispatch(Services& services, const std::string& service, const std::string& method, const orm::List& params);

// Runs `work` and tells the observer how it went. `record` says what is being called.
orm::Value observed(Services& services, CallRecord record, const std::function<orm::Value()>& work);

}  // namespace paridoo::service
