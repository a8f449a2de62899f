using System.Text.Json.Nodes;
using Onair.Tests.Integration.Operator;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Generated LiveStreams for a rig's namespace, provider and Secrets; some name a Secret that cannot be used, or a bucket that is not there.</summary>
/// <param name="rig">The rig.</param>
/// <param name="oracle">The rules, and the rig's providers.</param>
/// <param name="prefix">What their names begin with.</param>
/// <param name="seed">The seed.</param>
internal sealed class GeneratedStreams(OperatorRig rig, Oracle oracle, string prefix, int seed)
{
    private static readonly string[] Logins = ["login", "login", "no-such-login"];
    private static readonly string[] BadKeys = ["short-key", "no-such-key"];

    private readonly ManifestGenerator _generator = new(Crd, seed);
    private readonly Random _random = new(seed);
    private int _keys;

    public static Crd Crd { get; } = Crd.Read(Path.Combine(Checkout.Crds, "onair.dev_livestreams.yaml"));

    /// <summary>The Secrets that all manifests name.</summary>
    public static async Task CreateSecretsAsync(OperatorRig rig)
    {
        await rig.CreateSecretAsync("login", ("username", "me"), ("password", "a-password-of-a-source"));
        await rig.CreateSecretAsync("short-key", ("streamKey", "short"));
    }

    /// <summary>The Secrets of the keys of those that were generated. No two have one: the emulator's inputs share an address.</summary>
    public Task CreateKeysAsync() => Task.WhenAll(Enumerable.Range(0, _keys).Select(i => rig.CreateSecretAsync(Key(i), ("streamKey", $"a-key-of-its-own-{prefix}-{i}"))));

    /// <summary>An edit; the rules refuse one in four as it begins, and some of what it becomes.</summary>
    public GeneratedEdit Edit()
    {
        while (true)
        {
            var edit = _generator.Edit();
            var before = Fitted(edit.Before);
            // What is much alike on both sides can be reached without a new stream.
            var after = _random.Next(2) == 0 ? Fitted(edit.After) : Edited(before);
            if (_random.Next(4) > 0 && !oracle.Mend(before)) continue;
            if (_random.Next(4) > 0 && !oracle.Mend(after)) continue;
            return new(before, after);
        }
    }

    private JsonObject Fitted(JsonObject manifest)
    {
        var metadata = manifest["metadata"]!;
        metadata["namespace"] = rig.Name;
        metadata["name"] = $"{prefix}-{metadata["name"]}";
        if (_random.Next(4) > 0) Plausible.Fit(manifest, _random);
        var spec = (JsonObject)manifest["spec"]!;
        spec["providerRef"] = new JsonObject { ["name"] = oracle.Providers[_random.Next(oracle.Providers.Count)].Metadata.Name };
        spec["state"] = _random.Next(2) == 0 ? "Running" : "Stopped";
        if (_random.Next(3) > 0) spec.Remove("schedule");
        if (_random.Next(3) > 0 && spec["archive"] is JsonObject archive) archive["path"] = $"s3://{{bucket}}/{_random.Next(9)}/{{uid}}-{{unix}}";
        if (spec["input"] is JsonObject input) NameSecrets(input);
        return manifest;
    }

    private JsonObject Edited(JsonObject before)
    {
        var after = (JsonObject)before.DeepClone();
        var other = Fitted(_generator.Valid())["spec"]!;
        foreach (var part in new[] { "encoder", "packaging", "distribution", "applyPolicy", "state" }.Where(_ => _random.Next(2) == 0))
            after["spec"]![part] = other[part]?.DeepClone();
        foreach (var absent in after["spec"]!.AsObject().Where(p => p.Value is null).Select(p => p.Key).ToList()) after["spec"]!.AsObject().Remove(absent);
        return after;
    }

    private void NameSecrets(JsonObject input)
    {
        if (input["streamKeySecretRef"] is JsonObject) input["streamKeySecretRef"] = new JsonObject { ["name"] = _random.Next(2) == 0 ? Key(_keys++) : BadKeys[_random.Next(BadKeys.Length)] };
        foreach (var source in input["sources"] as JsonArray ?? [])
            if (source!["credentialsSecretRef"] is JsonObject) source["credentialsSecretRef"] = new JsonObject { ["name"] = Logins[_random.Next(Logins.Length)] };
    }

    private string Key(int number) => $"{prefix}-key-{number}";
}
