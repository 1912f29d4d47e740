package io.coffer.standalone.commands;

import picocli.CommandLine.Command;

/** The operator's side of accounts: who may use the installation, and how much of it. */
@Command(
        name = "accounts",
        description = "Makes, lists and changes accounts, in the data directory (a server may be running on it) or in DynamoDB's tables.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            CreateAccountCommand.class, ListAccountsCommand.class, PlanCommand.class, SuspendAccountCommand.class,
            ResumeAccountCommand.class, DeleteAccountCommand.class})
public final class AccountsCommand {}
