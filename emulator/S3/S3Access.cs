using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;
using Onair.Emulator.Sts;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.S3;

/// <summary>What the caller of one request may do, by its session policy and the policies of the buckets.</summary>
internal sealed class S3Access(S3Request request, AwsCaller? caller, ObjectStore store, DateTimeOffset now)
{
    private static readonly string[] ListKeys = ["prefix", "delimiter", "max-keys"];

    private readonly PolicyDocument? _session = CallerContext.SessionPolicy(caller);

    /// <summary>Refuses the request unless the caller has every permission that it needs.</summary>
    /// <exception cref="AwsException">AccessDenied, in the words of "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".</exception>
    public void Demand(params IEnumerable<S3Need> needs)
    {
        foreach (var need in needs)
            if (Denial(need) is { } why) throw S3Errors.AccessDenied(why);
    }

    /// <summary>Why the caller lacks a permission; null when it has it.</summary>
    public string? Denial(S3Need need)
    {
        var policy = need.Bucket is { } name && store.Find(name)?.Record.Policy is { } text
            ? PolicyParser.Parse(text, isResourceBased: true)
            : null;
        var asked = new PolicyRequest($"s3:{need.Action}", need.Resource, CallerContext.Identity(caller), Context());
        if (PolicyEvaluator.Deny(asked, _session, policy) is not { } why) return null;
        // An anonymous caller learns nothing of the policies.
        return caller is null ? "Access Denied" : CallerContext.Message(asked, why);
    }

    private Dictionary<string, string> Context()
    {
        var keys = CallerContext.Keys(request.Context, caller, now);
        foreach (var name in ListKeys)
            if (request.Parameter(name) is { } value) keys["s3:" + name] = value;
        if (request.Header("x-amz-acl") is { } acl) keys["s3:x-amz-acl"] = acl;
        if (request.Context.Connection.RemoteIpAddress is { } address) keys["aws:SourceIp"] = address.ToString();
        return keys;
    }
}
