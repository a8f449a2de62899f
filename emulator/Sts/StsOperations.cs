using System.Xml;
using Onair.Emulator.Auth;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.Sts;

/// <summary>The operations: each opens a session or identifies the caller, and returns the content of its result element.</summary>
internal sealed class StsOperations(AwsCredentialStore credentials, TimeProvider time)
{
    private const int Hour = 3600;

    public Action<XmlWriter> Run(StsRequest request, AwsCaller? caller, HttpContext http)
    {
        // The token is the credential: this operation is not signed.
        if (request.Action == "AssumeRoleWithWebIdentity") return AssumeRoleWithWebIdentity(request);
        if (caller is null) throw new AwsException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        var identity = credentials.Find(caller.AccessKeyId) ?? throw AuthErrors.For("sts", AuthFailure.UnknownKey,
            "The security token included in the request is invalid.");
        return request.Action switch
        {
            "GetCallerIdentity" => xml =>
            {
                xml.WriteElementString("Arn", identity.Arn);
                xml.WriteElementString("UserId", identity.UserId);
                xml.WriteElementString("Account", identity.AccountId);
            }
            ,
            "AssumeRole" when Denial(request, caller, http) is { } denial => throw new AwsException(403, "AccessDenied", denial),
            "AssumeRole" => AssumeRole(request, identity),
            "GetFederationToken" => GetFederationToken(request, identity),
            { } unknown => throw new AwsException(400, "InvalidAction", $"Could not find operation {unknown} for version 2011-06-15"),
        };
    }

    private Action<XmlWriter> AssumeRole(StsRequest request, AwsCredential identity)
    {
        // "Role chaining" of the IAM user guide: a role that another role's session assumes lives for an hour at most.
        if (identity.RoleArn is not null && request.Duration(Hour, 12 * Hour) > TimeSpan.FromSeconds(Hour))
        {
            throw new AwsException(400, "ValidationError",
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }

        var assumed = Assume(request);
        return xml => xml.Write(assumed);
    }

    /// <summary>Why the policy of the caller's session keeps it from assuming the role; null when it does not.</summary>
    private string? Denial(StsRequest request, AwsCaller caller, HttpContext http)
    {
        if (CallerContext.SessionPolicy(caller) is not { } policy) return null;
        var asked = new PolicyRequest(
            "sts:AssumeRole", request.Text("RoleArn", 20, 2048), CallerContext.Identity(caller), CallerContext.Keys(http, caller, time.GetUtcNow()));
        return PolicyEvaluator.Deny(asked, policy, resource: null) is { } why ? CallerContext.Message(asked, why) : null;
    }

    private Action<XmlWriter> AssumeRoleWithWebIdentity(StsRequest request)
    {
        var token = WebIdentityToken.Parse(request.Text("WebIdentityToken", 4, 20000), time.GetUtcNow());
        var assumed = Assume(request);
        return xml =>
        {
            xml.WriteElementString("SubjectFromWebIdentityToken", token.Subject);
            xml.WriteElementString("Audience", token.Audience);
            xml.WriteElementString("Provider", token.Issuer);
            xml.Write(assumed);
        };
    }

    private Action<XmlWriter> GetFederationToken(StsRequest request, AwsCredential identity)
    {
        if (identity.SessionToken is not null)
            throw new AwsException(403, "AccessDenied", "Cannot call GetFederationToken with session credentials");
        var name = request.Name("Name", 32);
        var session = credentials.Issue(
            identity.AccountId, $"arn:aws:sts::{identity.AccountId}:federated-user/{name}", $"{identity.AccountId}:{name}",
            request.Duration(12 * Hour, 36 * Hour), policy: SessionPolicy.Of(request) ?? SessionPolicy.Nothing);
        return xml =>
        {
            xml.WriteCredentials(session);
            xml.WriteStartElement("FederatedUser");
            xml.WriteElementString("FederatedUserId", session.UserId);
            xml.WriteElementString("Arn", session.Arn);
            xml.WriteEndElement();
            xml.WriteElementString("PackedPolicySize", "0");
        };
    }

    private AwsCredential Assume(StsRequest request)
    {
        var (account, role) = request.Role();
        var session = request.Name("RoleSessionName", 64);
        return credentials.Issue(
            account, $"arn:aws:sts::{account}:assumed-role/{role}/{session}", $"{AwsIds.Of("AROA", $"{account}/{role}")}:{session}",
            request.Duration(Hour, 12 * Hour), request.Text("RoleArn", 20, 2048), SessionPolicy.Of(request));
    }
}
