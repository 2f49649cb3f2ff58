// ir.mail_server: which server takes the letters of a sender.
#pragma once

#include <optional>
#include <string_view>

#include "simulator/addons/base/smtp.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// What a record of ir.mail_server says.
SmtpServer smtp_server(const orm::RecordSet& server);
// The first active server whose filter fits the sender's address, else its domain, else the first without a filter,
// else the first. None if there is no server.
std::optional<SmtpServer> server_for_sender(const orm::Env& env, std::string_view address);

}  // namespace paridoo::addons::base
