using System.Text.Json.Nodes;
using Onair.Tests.Integration.GeneratedManifests.Kinds;
using Onair.Tests.Integration.Webhook;
using Onair.Tests.Manifests;
using Onair.Tests.Manifests.Mutations;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Generated manifests in a webhook's reach: in its namespace or with its label, and mostly with providers that there are.</summary>
internal sealed class AdmittedManifests(Crd crd, WebhookRig rig, Oracle oracle)
{
    private readonly ManifestGenerator _generator = new(crd, Seed.Current);
    private readonly Random _random = new(Seed.Current);

    public Crd Crd => crd;

    /// <summary>One that the schema accepts; the rules refuse some.</summary>
    public JsonObject Valid()
    {
        var manifest = Placed(_generator.Valid());
        if (_random.Next(3) == 0) oracle.Mend(manifest);
        return manifest;
    }

    /// <summary>One that the schema refuses.</summary>
    public Mutation Invalid()
    {
        var mutation = _generator.Invalid();
        Place(mutation.Invalid);
        return mutation;
    }

    /// <summary>An edit of one that the rules accept; they refuse some of what it becomes.</summary>
    public GeneratedEdit Edit()
    {
        while (true)
        {
            var edit = _generator.Edit();
            var (before, after) = (Placed(edit.Before), Placed(edit.After));
            if (!oracle.Mend(before)) continue;
            if (_random.Next(2) == 0) oracle.Mend(after);
            return new(before, after);
        }
    }

    private JsonObject Placed(JsonObject manifest)
    {
        Place(manifest);
        if (!KindManifests.Of(crd.Kind).NamesProvider) return manifest;
        if (crd.Kind == "LiveStream" && _random.Next(4) > 0) Plausible.Fit(manifest, _random);
        if (_random.Next(4) > 0) manifest["spec"]!["providerRef"] = new JsonObject { ["name"] = oracle.Providers[_random.Next(oracle.Providers.Count)].Metadata.Name };
        return manifest;
    }

    private void Place(JsonObject manifest)
    {
        var metadata = (JsonObject)manifest["metadata"]!;
        if (crd.ClusterScoped)
        {
            metadata["name"] = $"{rig.Name}-{metadata["name"]}";
            metadata["labels"] = new JsonObject { [WebhookRig.Label] = rig.Name };
        }
        else metadata["namespace"] = rig.Name;
    }
}

/// <summary>Two manifests of one object.</summary>
internal sealed record GeneratedEdit(JsonObject Before, JsonObject After)
{
    public override string ToString() => $"{Before.ToJsonString()}\n  -> {After.ToJsonString()}";
}
