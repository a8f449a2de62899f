using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Model;

/// <summary>
/// Rejects what the emitters and the runtime do not support, so that a refreshed model cannot lose a trait silently.
/// </summary>
internal static class ModelRules
{
    private static readonly HashSet<string> Protocols = ["rest-json", "rest-xml", "json"];

    private static readonly HashSet<string> Locations = ["uri", "querystring", "header", "statusCode"];

    // The service checks constraints itself, and documentation changes nothing on the wire.
    private static readonly HashSet<string> Ignored =
    [
        "required", "pattern", "min", "max", "box", "sensitive", "deprecated", "deprecatedMessage", "deprecatedSince", "documentation",
        // Of the query protocol, which AWS's newer services speak no more.
        "xmlOrder",
    ];

    public static void Check(ServiceModel model, string file)
    {
        var metadata = model.Metadata;
        Require(Protocols.Contains(metadata.Protocol) || model.IsRpc, $"{file}: metadata.protocol", metadata.Protocol, "must be rest-json, rest-xml or json");
        Require(metadata.SignatureVersion == "v4", $"{file}: metadata.signatureVersion", metadata.SignatureVersion, "must be v4");
        if (model.IsRpc)
        {
            Require(metadata.TargetPrefix is { Length: > 0 }, $"{file}: metadata.targetPrefix", metadata.TargetPrefix ?? "null", "must be set for protocol json");
            Require(metadata.JsonVersion is "1.0" or "1.1", $"{file}: metadata.jsonVersion", metadata.JsonVersion ?? "null", "must be 1.0 or 1.1 for protocol json");
        }
        foreach (var (name, shape) in model.Shapes)
        {
            CheckTraits($"{file}: shape {name}", shape.Other.Keys);
            foreach (var (member, reference) in shape.Members) CheckMember(model, $"{file}: shape {name}.{member}", reference);
        }
    }

    private static void CheckMember(ServiceModel model, string where, ShapeReference reference)
    {
        CheckTraits(where, reference.Other.Keys);
        var target = model.Shape(reference.Shape);
        if (reference.Location is { } location)
        {
            Require(!model.IsRpc, $"{where}.location", location, "has no place in protocol json: every member is in the body");
            Require(Locations.Contains(location), $"{where}.location", location, "must be uri, querystring, header or statusCode");
            Require(target.Type is not ("structure" or "map"), $"{where}.location", location, $"cannot carry a {target.Type}");
            Require(target.Type != "list" || location == "querystring", $"{where}.location", location, "cannot carry a list");
        }
        var token = reference.IdempotencyToken || target.IdempotencyToken;
        Require(!token || (reference.Location is null && target.Type == "string"), where, "idempotencyToken", "must be a string in the body");
    }

    private static void CheckTraits(string where, IEnumerable<string> traits)
    {
        foreach (var trait in traits) Require(Ignored.Contains(trait), where, trait, "is a trait the generator does not know");
    }

    private static void Require(bool met, string field, string value, string rule)
    {
        if (!met) throw new InvalidModelException($"{field}: {value} {rule}.");
    }
}
