using Onair.Api.MediaProviders;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.AwsAccounts;

/// <summary>Which account credentials belong to, as STS says.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Arn">The principal.</param>
internal sealed record AccountIdentity(string Account, string Arn);

/// <summary>
/// A provider belongs to the account that its credentials were first verified for. In another account nothing of it is found, and what is
/// not found would be created again or, in a deletion, forgotten while it costs money. So nothing at all is done there.
/// </summary>
internal static class AccountPin
{
    public const string Reason = "AccountChanged";

    /// <summary>Accepts the account that is recorded, and any while none is. A pure function.</summary>
    /// <exception cref="CredentialsException">The credentials belong to another account.</exception>
    public static void Ensure(MediaProviderStatus? recorded, AccountIdentity identity)
    {
        if (recorded?.AccountId is { } pinned && pinned != identity.Account)
            throw new CredentialsException(
                $"status.accountId: the credentials belong to AWS account {identity.Account}, but the provider's resources are in account {pinned}. "
                + $"Restore credentials of account {pinned}, or create another MediaProvider for account {identity.Account}. Until then, Onair changes nothing in either",
                Reason);
    }
}
