using System.Globalization;

namespace Onair.Operator.HlsBroadcasts.Sessions;

/// <summary>The role session of a run. Pure.</summary>
internal static class RoleSession
{
    /// <summary>The name: 2 to 64 characters, of which the uid takes 36. No other run has it.</summary>
    public static string Name(string uid, int run) => string.Create(CultureInfo.InvariantCulture, $"onair-{uid}-{run}");

    /// <summary>Whether a session is one of a broadcast's runs.</summary>
    public static bool IsOf(string uid, string sessionName) =>
        sessionName.StartsWith($"onair-{uid}-", StringComparison.Ordinal)
        && int.TryParse(sessionName.AsSpan($"onair-{uid}-".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    /// <summary>The number of the run, which counts from 1; 0 for what is no session of the broadcast.</summary>
    public static int Run(string uid, string sessionName) =>
        IsOf(uid, sessionName) ? int.Parse(sessionName.AsSpan($"onair-{uid}-".Length), NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    /// <summary>Whether it is the ARN of a role.</summary>
    public static bool IsRole(string arn) => arn.Split(':') is ["arn", _, "iam", _, _, var resource] && resource.StartsWith("role/", StringComparison.Ordinal);

    /// <summary>The principal, as "Denying access to temporary security credentials by name" (IAM user guide) writes it: without the role's path.</summary>
    public static string Arn(string roleArn, string sessionName)
    {
        var parts = roleArn.Split(':');
        return $"arn:{parts[1]}:sts::{parts[4]}:assumed-role/{roleArn[(roleArn.LastIndexOf('/') + 1)..]}/{sessionName}";
    }
}
