package io.coffer.keys;

import io.coffer.accounts.AccountOpening;
import io.coffer.metadata.accounts.AccessKeyStore;
import io.coffer.metadata.accounts.AccountStore;
import io.coffer.metadata.accounts.UserStore;
import io.coffer.pipeline.AllowedRates;
import io.coffer.pipeline.Backend;
import java.util.List;

/** The actions there are. */
final class QueryActions {

    private QueryActions() {}

    /** @param activity what this process answered lately */
    static List<QueryAction> of(Backend backend, Activity.Source activity) {
        AccountStore accounts = backend.stores().accounts();
        UserStore users = backend.stores().users();
        AccessKeyStore keys = backend.stores().keys();
        AllowedRates rates = backend.allowedRates();
        return List.of(
                new CreateAccessKey(users, backend.secrets(), backend.clock()),
                new CreateAccount(accounts, rates, new AccountOpening(backend.stores(), backend.secrets(), backend.clock())),
                new CreateUser(users, backend.clock(), CreateUser.MAX_USERS),
                new DeleteAccessKey(users),
                new DeleteUser(users),
                new DeleteUserPolicy(users),
                new GetAccessKeyLastUsed(backend),
                new GetAccountAuthorizationDetails(users, keys),
                new GetActivity(activity),
                new GetCallerIdentity(users),
                new GetUser(users, accounts),
                new GetUsage(accounts, rates, backend.stores().usage(), backend.clock()),
                new GetUserPolicy(users),
                new ListAccessKeys(users, keys),
                new ListAccounts(accounts, rates),
                new ListUserPolicies(users),
                new ListUserTags(users),
                new ListUsers(users),
                new NoLoginProfile("DeleteLoginProfile", users),
                new NoLoginProfile("GetLoginProfile", users),
                new NothingToList("ListAttachedUserPolicies", "AttachedPolicies", users),
                new NothingToList("ListGroupsForUser", "Groups", users),
                new NothingToList("ListMFADevices", "MFADevices", users),
                new NothingToList("ListSSHPublicKeys", "SSHPublicKeys", users),
                new NothingToList("ListServiceSpecificCredentials", "ServiceSpecificCredentials", users),
                new NothingToList("ListSigningCertificates", "Certificates", users),
                new NothingToList("ListVirtualMFADevices", "VirtualMFADevices", users),
                new PutAccountPlan(accounts, rates),
                new PutUserPolicy(users),
                new ResumeAccount(accounts, rates),
                new SuspendAccount(accounts, rates),
                new TagUser(users),
                new UntagUser(users),
                new UpdateAccessKey(users, keys),
                new UpdateUser(users));
    }
}
