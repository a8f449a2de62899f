using System.Globalization;
using Onair.Emulator.Auth;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.Sts;

/// <summary>What policies can ask about a caller: "AWS global condition context keys" of the IAM user guide, those that the emulator knows.</summary>
internal static class CallerContext
{
    /// <summary>The caller as a principal; null for an anonymous request.</summary>
    public static PolicyIdentity? Identity(AwsCaller? caller) =>
        caller is null ? null : new PolicyIdentity(caller.AccountId, caller.Arn, caller.Credential?.RoleArn);

    /// <summary>The policy that limits the caller's session; null without one.</summary>
    public static PolicyDocument? SessionPolicy(AwsCaller? caller) =>
        caller?.Credential?.SessionPolicy is { } text ? PolicyParser.Parse(text, isResourceBased: false) : null;

    /// <summary>The global condition keys of a request.</summary>
    public static Dictionary<string, string> Keys(HttpContext http, AwsCaller? caller, DateTimeOffset now)
    {
        var keys = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:CurrentTime"] = now.ToString("O"),
            ["aws:EpochTime"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["aws:SecureTransport"] = http.Request.IsHttps ? "true" : "false",
        };
        if (caller is null)
        {
            keys["aws:PrincipalType"] = "Anonymous";
            return keys;
        }

        var credential = caller.Credential;
        keys["aws:PrincipalAccount"] = caller.AccountId;
        keys["aws:PrincipalArn"] = credential?.RoleArn ?? caller.Arn;
        keys["aws:PrincipalType"] = credential?.RoleArn is not null ? "AssumedRole" : credential?.Issued is not null ? "FederatedUser" : "User";
        if (credential is null) return keys;
        keys["aws:userid"] = credential.UserId;
        if (credential.Issued is { } issued) keys["aws:TokenIssueTime"] = issued.ToString("O");
        return keys;
    }

    /// <summary>AWS's sentence for a refused request.</summary>
    public static string Message(PolicyRequest request, string why) =>
        $"User: {request.Principal?.Arn ?? "anonymous"} is not authorized to perform: {request.Action} on resource: \"{request.Resource}\" {why}";
}
