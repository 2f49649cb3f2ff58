#include "simulator/addons/mail/outgoing.h"

#include <algorithm>

#include "simulator/addons/base/attachment_content.h"
#include "simulator/addons/base/email.h"
#include "simulator/addons/base/mail_server.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// --- whom a message is for

bool is_for_followers(const RecordSet& message) {
  const RecordSet subtype = message["subtype_id"];
  return subtype && !subtype.flag("internal") && message.text("message_type") != "notification";
}

RecordSet receivers_of(const RecordSet& record, const RecordSet& message) {
  RecordSet partners = message["partner_ids"];
  if (is_for_followers(message) && record.model().has("message_follower_ids"))
    partners |= record["message_follower_ids"]["partner_id"];
  return (partners - message["author_id"]).filtered("active");
}

bool reads_in_odoo(const RecordSet& partner) {
  const RecordSet users = partner["user_ids"];
  return users && users.first().model().has("notification_type") && users.first().text("notification_type") == "inbox";
}

std::string letter_markup(const RecordSet& message) { return "<html><body>" + message.text("body") + "</body></html>"; }

std::string references_of(const RecordSet& message) {
  const std::string before = message["parent_id"].text("message_id");
  return before.empty() ? message.text("message_id") : before + " " + message.text("message_id");
}

RecordSet make_letter(const RecordSet& record, const RecordSet& message, const RecordSet& partners,
                      const Delivery& delivery) {
  const std::string objects = record.model().name + "-" + std::to_string(record.id());
  const RecordSet letters = message.env()["mail.mail"].with_context({{"default_message_type", false}});
  return letters.create({{"mail_message_id", message},
                         {"is_notification", true},
                         {"auto_delete", delivery.auto_delete},
                         {"body_html", letter_markup(message)},
                         {"references", references_of(message)},
                         {"headers", "{'X-Odoo-Objects': '" + objects + "'}"},
                         {"recipient_ids", List{command::set(partners.ids())}}});
}

void note(const RecordSet& message, const RecordSet& partner, std::string_view kind, const Value& letter) {
  const bool by_mail = kind == "email";
  message.env()["mail.notification"].create({{"author_id", message["author_id"]},
                                             {"mail_message_id", message},
                                             {"mail_mail_id", letter},
                                             {"res_partner_id", partner},
                                             {"notification_type", kind},
                                             {"notification_status", by_mail ? "ready" : "sent"},
                                             {"is_read", by_mail},
                                             {"read_date", by_mail ? Value(message.env().now_text()) : Value(false)}});
}

// --- letters

base::Letter letter_of(const RecordSet& mail) {
  base::Letter letter{.from = mail.text("email_from"),
                      .sender_address = base::normalized_email(mail.text("email_from")),
                      .reply_to = mail.text("reply_to"),
                      .subject = mail.text("subject"),
                      .message_id = mail.text("message_id"),
                      .references = mail.text("references"),
                      .html = mail.text("body_html"),
                      .plain = mail.text("preview")};
  for (const RecordSet& attachment : mail["attachment_ids"])
    letter.attachments.push_back({.name = attachment.text("name"),
                                  .mimetype = attachment.text("mimetype"),
                                  .bytes = base::decode_base64(attachment.text("datas"))});
  return letter;
}

base::Letter addressed(base::Letter letter, const std::string& to, const std::string& cc) {
  for (const base::EmailAddress& one : base::parse_emails(to))
    letter.to.push_back(base::format_email(one.name, one.address));
  for (const base::EmailAddress& one : base::parse_emails(cc))
    letter.cc.push_back(base::format_email(one.name, one.address));
  letter.receiver_addresses = base::normalized_emails(to);
  for (const std::string& one : base::normalized_emails(cc)) letter.receiver_addresses.push_back(one);
  return letter;
}

// --- what comes of them

struct Failure {
  std::string type = {};   // of the mail
  std::string noted = {};  // of its notifications
  std::string reason = {};
};

void fail(const RecordSet& mail, const Failure& failure) {
  mail.write({{"state", "exception"},
              {"failure_type", failure.type.empty() ? Value(false) : Value(failure.type)},
              {"failure_reason", failure.reason}});
  const RecordSet notes = mail.env()["mail.notification"].search(
      term("mail_mail_id", "=", mail.id()) & term("notification_status", "not in", List{"sent", "canceled"}));
  notes.write({{"notification_status", "exception"}, {"failure_type", failure.noted}});
}

void succeed(const RecordSet& mail) {
  mail.write({{"state", "sent"}, {"failure_type", false}, {"failure_reason", false}});
  mail.env()["mail.notification"]
      .search(term("mail_mail_id", "=", mail.id()) & term("notification_status", "!=", "canceled"))
      .write({{"notification_status", "sent"}, {"failure_type", false}, {"failure_reason", false}});
  if (mail.flag("auto_delete")) mail.unlink();
}

// One letter to the addresses of the mail, one to each partner.
std::vector<base::Letter> letters_of(const RecordSet& mail) {
  const base::Letter blank = letter_of(mail);
  std::vector<base::Letter> all;
  if (!mail.text("email_to").empty()) all.push_back(addressed(blank, mail.text("email_to"), mail.text("email_cc")));
  for (const RecordSet& partner : mail["recipient_ids"])
    all.push_back(addressed(blank, partner.text("email_formatted"), all.empty() ? mail.text("email_cc") : ""));
  std::erase_if(all, [](const base::Letter& letter) { return letter.receiver_addresses.empty(); });
  return all;
}

std::optional<Failure> hand_over(const RecordSet& mail, const base::SmtpServer& server) {
  const std::vector<base::Letter> letters = letters_of(mail);
  if (letters.empty()) {
    const bool is_wrong = !mail.text("email_to").empty() || !mail["recipient_ids"].filtered("email").empty();
    const std::string type = is_wrong ? "mail_email_invalid" : "mail_email_missing";
    return Failure{.type = type, .noted = type, .reason = "No address to send the letter to."};
  }
  if (letters.front().sender_address.empty())
    return Failure{.type = "mail_from_missing", .noted = "mail_from_missing", .reason = "The letter has no sender."};
  try {
    for (const base::Letter& letter : letters) base::send_letter(server, letter, mail.env().now());
    return std::nullopt;
  } catch (const base::SmtpFailure& failure) {
    return Failure{.noted = "mail_smtp", .reason = failure.what()};
  }
}

void send_one(const RecordSet& mail, bool raise) {
  const std::string sender = base::normalized_email(mail.text("email_from"));
  const auto server = mail["mail_server_id"] ? std::optional(base::smtp_server(mail["mail_server_id"]))
                                             : base::server_for_sender(mail.env(), sender);
  // Odoo tries the machine's own port 25 then. Whatever listens there is not to be written to by a simulator.
  const auto failure = server ? hand_over(mail, *server)
                              : std::optional(Failure{.noted = "mail_smtp", .reason = "111\nConnection refused"});
  if (!failure) return succeed(mail);
  if (raise) throw user_error("The letter was not sent: " + failure->reason);
  fail(mail, *failure);
}

// A transaction that fails has written to nobody; a step that is undone takes its letters along.
void send_at_the_end(const RecordSet& letters) {
  letters.env().transaction().before_commit(letters.env(),
                                            [letters](const Env& env) { send_letters(letters.in(env).exists()); });
}

}  // namespace

void notify_partners(const RecordSet& record, const RecordSet& message, const Delivery& delivery) {
  const RecordSet known = message.sudo(), receivers = receivers_of(record.sudo(), known);
  if (receivers.empty()) return;
  const RecordSet inside = receivers.filtered(reads_in_odoo), outside = receivers - inside;
  for (const RecordSet& partner : inside) note(known, partner, "inbox", false);
  known.write({{"notified_partner_ids", List{command::set(receivers.ids())}}});
  if (outside.empty()) return;
  const RecordSet letter = make_letter(record, known, outside, delivery);
  for (const RecordSet& partner : outside) note(known, partner, "email", letter);
  if (delivery.at_once) send_at_the_end(letter);
}

void send_letters(const RecordSet& mails, bool raise) {
  for (const RecordSet& mail : mails.sudo().where("state", "=", "outgoing")) send_one(mail, raise);
}

}  // namespace paridoo::addons::mail
