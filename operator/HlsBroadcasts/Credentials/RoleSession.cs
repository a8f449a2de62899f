using System.Globalization;

namespace Onair.Operator.HlsBroadcasts.Credentials;

/// <summary>The role session of a run. Pure.</summary>
internal static class RoleSession
{
    /// <summary>The name: 2 to 64 characters, of which the uid takes 36. No other run has it.</summary>
    public static string Name(string uid, int run) => string.Create(CultureInfo.InvariantCulture, $"onair-{uid}-{run}");

    /// <summary>The principal, as "Denying access to temporary security credentials by name" (IAM user guide) writes it: without the role's path.</summary>
    public static string Arn(string roleArn, string sessionName)
    {
        var parts = roleArn.Split(':');
        return $"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{roleArn[(roleArn.LastIndexOf('/') + 1)..]}/{sessionName}";
    }
}
