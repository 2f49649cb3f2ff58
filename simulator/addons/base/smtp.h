// Handing letters to a mail server, by libcurl.
#pragma once

#include <chrono>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace paridoo::addons::base {

struct SmtpServer {
  enum class Encryption { none, starttls, ssl };
  std::string host = {};
  std::int64_t port = 25;
  Encryption encryption = Encryption::none;
  bool verify_certificate = false;  // Odoo does not, unless the server is marked as strict
  std::string user = {};
  std::string password = {};
  std::chrono::seconds timeout{10};
};

struct Letter {
  struct Attachment {
    std::string name = {};
    std::string mimetype = {};
    std::string bytes = {};
  };
  std::string from = {};             // as it is shown: '"Ann" <ann@example.com>'
  std::string sender_address = {};   // on the envelope
  std::vector<std::string> to = {};  // as they are shown
  std::vector<std::string> cc = {};
  std::vector<std::string> receiver_addresses = {};  // on the envelope
  std::string reply_to = {};
  std::string subject = {};
  std::string message_id = {};
  std::string references = {};
  std::string html = {};
  std::string plain = {};
  std::vector<Attachment> attachments = {};
};

struct SmtpFailure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Throws SmtpFailure with the server's words, or libcurl's, if the letter is not taken.
void send_letter(const SmtpServer& server, const Letter& letter, std::chrono::system_clock::time_point date);
// Says hello, encrypts and logs in as for a letter of this sender, and leaves. Throws SmtpFailure.
void greet(const SmtpServer& server);

}  // namespace paridoo::addons::base
