using Onair.Emulator.Auth;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.Sts;

/// <summary>The policy that limits a session: parameter <c>Policy</c> of AssumeRole, AssumeRoleWithWebIdentity and GetFederationToken.</summary>
internal static class SessionPolicy
{
    /// <summary>"AssumeRole" of the STS API reference: 1 to 2,048 characters of plain text.</summary>
    private const int Longest = 2048;

    /// <summary>
    /// Allows nothing: "if you do not pass a policy, then the resulting federated user session has no permissions" ("GetFederationToken" of the
    /// STS API reference).
    /// </summary>
    public const string Nothing = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"none:Nothing","Resource":"*"}]}""";

    /// <summary>The request's policy, checked; null when it passes none.</summary>
    /// <exception cref="AwsException">MalformedPolicyDocument, or a ValidationError.</exception>
    public static string? Of(StsRequest request)
    {
        if (request.Has("PolicyArns"))
            throw new AwsException(501, "NotImplemented", "PolicyArns: managed session policies are not emulated");
        if (!request.Has("Policy")) return null;
        var text = request.Text("Policy", 1, Longest);
        if (text.Any(c => c is not ('\t' or '\n' or '\r' or (>= ' ' and <= 'ÿ'))))
        {
            throw new AwsException(400, "ValidationError",
                @"1 validation error detected: Value at 'policy' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u00FF]+");
        }

        try
        {
            PolicyParser.Parse(text, isResourceBased: false);
        }
        catch (PolicyException error)
        {
            throw new AwsException(400, "MalformedPolicyDocument", $"Syntax errors in policy: {error.Message}.");
        }

        return text;
    }

    /// <summary>Percent of the space that a policy may take. AWS does not say how it packs; here it is the share of the plain text's limit.</summary>
    public static int PackedSize(string policy) => (int)Math.Ceiling(policy.Length * 100.0 / Longest);
}
