using Onair.Kubernetes.Client;
using Onair.Webhook.Admission;

namespace Onair.Webhook.Ownership;

/// <summary>Asks the API server whether somebody may do everything in the cluster.</summary>
internal sealed partial class ClusterAdministrators(UserRights rights, ILogger<ClusterAdministrators> logger)
{
    private const string Masters = "system:masters";

    /// <summary>Whether a user is a cluster administrator. Without an answer nobody is: the write can be sent again.</summary>
    public async Task<bool> IncludeAsync(UserInfo user, CancellationToken cancellationToken)
    {
        if (user.Groups?.Contains(Masters) == true) return true;
        try
        {
            return await rights.HasAsync(user, new() { Verb = "*", Group = "*", Version = "*", Resource = "*" }, cancellationToken);
        }
        catch (ApiException e)
        {
            LogUnanswered(e.Message);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Cannot check whether a user is a cluster administrator, so the write is refused: {Error}")]
    private partial void LogUnanswered(string error);
}
