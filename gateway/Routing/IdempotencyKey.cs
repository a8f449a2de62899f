using System.Security.Cryptography;
using System.Text;
using Onair.Api.Common;
using Onair.Gateway.Access;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Routing;

/// <summary>
/// The header <c>Idempotency-Key</c>: a request that is sent again has no second effect. What was done is recorded on the resource, in one
/// write with the effect, so that it holds for every replica and after a restart.
/// </summary>
/// <param name="Hash">Hash of caller, namespace, operation and key.</param>
/// <param name="Fingerprint">Hash of the body.</param>
internal sealed record IdempotencyKey(string Hash, string Fingerprint)
{
    public const string Header = "Idempotency-Key";

    private const int LongestKey = 255;

    // Of the resource's latest requests; older keys are forgotten.
    private const int Kept = 16;

    /// <summary>The key of a request; null without the header.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="caller">Who sends it: the keys of different callers have nothing to do with each other.</param>
    /// <param name="ns">The namespace of the call.</param>
    /// <param name="operation">What is requested, ids included.</param>
    /// <param name="body">The body.</param>
    /// <exception cref="ProblemException">400: the header is no valid key.</exception>
    public static IdempotencyKey? Read(IHeaderDictionary headers, Caller caller, string ns, string operation, ReadOnlySpan<byte> body)
    {
        var values = headers[Header];
        if (values.Count == 0) return null;
        if (values is not [{ Length: > 0 and <= LongestKey } key] || key.Any(c => c is < ' ' or > '~'))
            throw ProblemException.Invalid(Header, Shown.Text(values.ToString()), $"must be one value of 1 to {LongestKey} printable ASCII characters");
        return new(Hex(Encoding.UTF8.GetBytes($"{caller.Name}\n{ns}\n{operation}\n{key}")), Hex(body));
    }

    /// <summary>The name of an object that this request creates: the same each time, so that a second creation fails as AlreadyExists.</summary>
    public string NameFor(string prefix) => $"{prefix}-{Hash[..20]}";

    /// <summary>A UUID that is the same each time the request is sent.</summary>
    public Guid Uuid => Guid.ParseExact(Hash, "N");

    /// <summary>Whether the request has already had its effect on the resource.</summary>
    /// <param name="annotations">The resource's annotations.</param>
    /// <exception cref="ProblemException">422: it was, with another body.</exception>
    public bool IsDone(IDictionary<string, string>? annotations)
    {
        foreach (var entry in Entries(annotations))
        {
            if (!entry.StartsWith(Hash, StringComparison.Ordinal)) continue;
            if (entry == $"{this}") return true;
            throw new ProblemException(
                StatusCodes.Status422UnprocessableEntity,
                "The Idempotency-Key was used before, with another body. Use a new key for a new request.",
                [new(Header, null, "must not be used for two different requests")]);
        }
        return false;
    }

    /// <summary>The value of the annotation <see cref="Annotations.IdempotencyKeys"/> once the request has had its effect.</summary>
    /// <param name="annotations">The resource's annotations before; null for a resource that is created.</param>
    public string AddedTo(IDictionary<string, string>? annotations) => string.Join(' ', Entries(annotations).Append($"{this}").TakeLast(Kept));

    /// <summary>One entry of the annotation.</summary>
    public override string ToString() => $"{Hash}:{Fingerprint}";

    private static string[] Entries(IDictionary<string, string>? annotations) =>
        annotations?.TryGetValue(Annotations.IdempotencyKeys, out var text) == true ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    private static string Hex(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text).AsSpan(0, 16));
}
