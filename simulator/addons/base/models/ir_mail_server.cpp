// ir.mail_server: servers that take the letters which the database sends.
#include "simulator/addons/base/email.h"
#include "simulator/addons/base/mail_server.h"
#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

using namespace orm;

SmtpServer smtp_server(const RecordSet& server) {
  const std::string encryption = server.text("smtp_encryption");
  SmtpServer out{.host = server.text("smtp_host"), .port = server.integer("smtp_port")};
  if (encryption.starts_with("starttls")) out.encryption = SmtpServer::Encryption::starttls;
  if (encryption.starts_with("ssl")) out.encryption = SmtpServer::Encryption::ssl;
  out.verify_certificate = encryption.ends_with("_strict");
  if (server.text("smtp_authentication") == "login") {
    out.user = server.text("smtp_user");
    out.password = server.text("smtp_pass");
  }
  return out;
}

namespace {

bool allows(const RecordSet& server, std::string_view wanted) {
  std::string filters = server.text("from_filter");
  std::erase(filters, ' ');
  for (std::size_t at = 0; at < filters.size();) {
    const std::size_t end = std::min(filters.find(',', at), filters.size());
    if (filters.compare(at, end - at, wanted) == 0) return true;
    at = end + 1;
  }
  return false;
}

// What the simulator can log in with: a name and a password, or nothing.
void refuse_other_logins(const RecordSet& server) {
  const std::string kind = server.text("smtp_authentication");
  if (kind != "login" && kind != "cli") throw not_simulated("ir.mail_server with smtp_authentication " + kind);
}

Value test_smtp_connection(const RecordSet& self, const Arguments&) {
  for (const RecordSet& server : self) {
    if (server.env().user()["partner_id"].text("email").empty())
      throw user_error("The test needs a sender: give your own user a mail address.");
    refuse_other_logins(server);
    try {
      greet(smtp_server(server.sudo()));
    } catch (const SmtpFailure& failure) {
      throw user_error("The server " + server.text("name") + " does not answer as it should: " + failure.what());
    }
  }
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"message", "The server takes letters."},
                              {"type", "success"},
                              {"sticky", false},
                              {"next", Dict{{"type", "ir.actions.act_window_close"}}}}}};
}

void compute_authentication_info(const RecordSet& self) {
  for (const RecordSet& server : self)
    server.set("smtp_authentication_info", server.text("smtp_authentication") == "login"
                                               ? Value("The server asks for a name and a password.")
                                               : Value(false));
}

void check_certificate(const RecordSet& self) {
  for (const RecordSet& server : self) {
    if (server.text("smtp_authentication") != "certificate") continue;
    if (server.text("smtp_encryption") == "none")
      throw validation_error("A certificate needs an encrypted connection.");
    for (const std::string_view part : {"smtp_ssl_private_key", "smtp_ssl_certificate"})
      if (server.text(part).empty()) throw user_error("The server " + server.text("name") + " lacks its certificate.");
  }
}

}  // namespace

std::optional<SmtpServer> server_for_sender(const Env& env, std::string_view address) {
  const RecordSet all = env.sudo()["ir.mail_server"].search(Domain::everything());
  if (all.empty()) return std::nullopt;
  const std::string_view domain = address.substr(std::min(address.find('@') + 1, address.size()));
  for (const std::string_view wanted : {address, domain})
    if (const RecordSet fits = all.filtered([&](const RecordSet& one) { return allows(one, wanted); }); fits)
      return smtp_server(fits.first());
  const RecordSet open = all.where("from_filter", "=", false);
  const RecordSet chosen = open ? open.first() : all.first();
  refuse_other_logins(chosen);
  return smtp_server(chosen);
}

Behaviour ir_mail_server() {
  return {
      .model = "ir.mail_server",
      .computes = {{{"smtp_authentication_info"}, compute_authentication_info}},
      .constraints = {{check_certificate,
                       {"smtp_authentication", "smtp_encryption", "smtp_ssl_certificate", "smtp_ssl_private_key"}}},
      .methods = {{"test_smtp_connection", "autodetect_max_email_size=False", test_smtp_connection}},
  };
}

}  // namespace paridoo::addons::base
