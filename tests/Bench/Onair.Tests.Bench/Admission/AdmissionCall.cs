using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Admission;

/// <summary>A call of the webhook, and what it must answer.</summary>
/// <param name="What">Its row in the table.</param>
/// <param name="Path">The path that is called.</param>
/// <param name="Body">The AdmissionReview.</param>
/// <param name="Uid">Its uid, which the answer repeats; null: the body is none, and answered with 400.</param>
/// <param name="Allowed">The verdict.</param>
/// <param name="Says">What is somewhere in the answer.</param>
internal sealed record AdmissionCall(string What, string Path, byte[] Body, string? Uid, bool Allowed, string Says)
{
    public bool Mutates => Path.StartsWith("/mutate/", StringComparison.Ordinal);

    /// <summary>The review of an operation as the API server writes it.</summary>
    public static AdmissionCall Of(string what, string path, string operation, JsonNode? before, JsonNode? after, bool allowed = true, string says = "")
    {
        var plural = path.Split('/')[^1];
        var uid = Guid.NewGuid().ToString();
        var subject = (after ?? before)!;
        JsonObject Kind() => new() { ["group"] = "onair.dev", ["version"] = "v1alpha1", ["kind"] = (string?)subject["kind"] };
        JsonObject Resource() => new() { ["group"] = "onair.dev", ["version"] = "v1alpha1", ["resource"] = plural };
        var review = new JsonObject
        {
            ["kind"] = "AdmissionReview",
            ["apiVersion"] = "admission.k8s.io/v1",
            ["request"] = new JsonObject
            {
                ["uid"] = uid,
                ["kind"] = Kind(),
                ["resource"] = Resource(),
                ["requestKind"] = Kind(),
                ["requestResource"] = Resource(),
                ["name"] = (string?)subject["metadata"]!["name"],
                ["namespace"] = (string?)subject["metadata"]!["namespace"],
                ["operation"] = operation,
                ["userInfo"] = new JsonObject { ["username"] = "admin", ["groups"] = new JsonArray("system:masters", "system:authenticated") },
                ["object"] = after?.DeepClone(),
                ["oldObject"] = before?.DeepClone(),
                ["dryRun"] = false,
                ["options"] = new JsonObject { ["kind"] = $"{operation[0]}{operation[1..].ToLowerInvariant()}Options", ["apiVersion"] = "meta.k8s.io/v1" },
            },
        };
        return new(what, path, Encoding.UTF8.GetBytes(review.ToJsonString()), uid, allowed, says);
    }

    /// <summary>As many bytes to the same place, which are an empty object: the webhook has nothing to judge.</summary>
    public AdmissionCall Empty()
    {
        var body = new byte[Body.Length];
        Array.Fill(body, (byte)' ');
        (body[0], body[^1]) = ((byte)'{', (byte)'}');
        return this with { Body = body, Uid = null };
    }

    /// <summary>Makes the call: null, or what was wrong with the answer.</summary>
    public async Task<string?> SendAsync(Connection connection)
    {
        var (status, body) = await connection.PostAsync(Path, Body);
        if (Uid is null) return status == 400 ? null : $"{status} to a body that is no review";
        if (status != 200) return $"{status} {Encoding.UTF8.GetString(body)}";
        using var review = JsonDocument.Parse(body);
        var response = review.RootElement.GetProperty("response");
        return response.GetProperty("uid").GetString() == Uid && response.GetProperty("allowed").GetBoolean() == Allowed
            && body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Says)) >= 0
            ? null
            : $"{What}: {Encoding.UTF8.GetString(body)}";
    }
}
