using Amazon.SecurityToken.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.HlsBroadcasts.Folders;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>Has STS issue an encoder's credentials.</summary>
internal static class CredentialIssuer
{
    /// <summary>Credentials of a run, for uploads to its folder alone.</summary>
    public static async Task<Amazon.SecurityToken.Model.Credentials> IssueAsync(
        ProviderAccount account, string roleArn, string sessionName, OwnedFolder folder, int seconds, CancellationToken cancellationToken)
    {
        var request = new AssumeRoleRequest
        {
            RoleArn = roleArn,
            RoleSessionName = sessionName,
            DurationSeconds = seconds,
            Policy = UploadPolicy.For(roleArn, folder.Location),
        };
        return (await account.Sts.CallAsync("AssumeRole", (sts, c) => sts.AssumeRoleAsync(request, c), cancellationToken)).Credentials;
    }
}
