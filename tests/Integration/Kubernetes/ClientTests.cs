using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Integration.Kubernetes;

[Collection(ControlPlaneCollection.Name)]
public sealed class ClientTests(ControlPlane plane) : GadgetTests(plane)
{
    [Fact]
    public async Task An_object_is_created_read_replaced_and_deleted()
    {
        var made = await CreateAsync("a", 3);
        made.Metadata.Uid.ShouldNotBeNullOrEmpty();
        made.Metadata.Generation.ShouldBe(1);

        made.Spec.Size = 4;
        var replaced = await Client.ReplaceAsync(Gadget.Type, made, Stop.Token);
        replaced.Metadata.Generation.ShouldBe(2);

        var read = await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token);
        read.Spec.Size.ShouldBe(4);
        read.Kind.ShouldBe("Gadget");

        await Client.DeleteAsync(Gadget.Type, "a", Namespace, null, Stop.Token);
        (await Client.FindAsync(Gadget.Type, "a", Namespace, Stop.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Errors_carry_the_servers_own_status()
    {
        await CreateAsync("a");

        var missing = await Should.ThrowAsync<ApiException>(Client.GetAsync(Gadget.Type, "none", Namespace, Stop.Token));
        missing.IsNotFound.ShouldBeTrue();
        missing.Status!.Details!.Name.ShouldBe("none");

        var taken = await Should.ThrowAsync<ApiException>(CreateAsync("a"));
        (taken.IsAlreadyExists, taken.IsConflict).ShouldBe((true, false));

        var invalid = await Should.ThrowAsync<ApiException>(CreateAsync("b", size: -1));
        invalid.IsInvalid.ShouldBeTrue();
        invalid.Status!.Details!.Causes!.ShouldContain(c => c.Field == "spec.size");
    }

    [Fact]
    public async Task An_update_of_an_old_version_is_a_conflict()
    {
        var mine = await CreateAsync("a");
        var theirs = await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token);
        theirs.Spec.Color = "red";
        await Client.ReplaceAsync(Gadget.Type, theirs, Stop.Token);

        mine.Spec.Color = "blue";
        (await Should.ThrowAsync<ApiException>(Client.ReplaceAsync(Gadget.Type, mine, Stop.Token))).IsConflict.ShouldBeTrue();
        mine.Status = new GadgetStatus { Seen = 1 };
        (await Should.ThrowAsync<ApiException>(Client.ReplaceStatusAsync(Gadget.Type, mine, Stop.Token))).IsConflict.ShouldBeTrue();
    }

    [Fact]
    public async Task A_status_write_changes_status_alone()
    {
        var made = await CreateAsync("a", 3);
        made.Spec.Size = 99;
        made.Status = new GadgetStatus { Seen = 7 };

        var written = await Client.ReplaceStatusAsync(Gadget.Type, made, Stop.Token);

        (written.Spec.Size, written.Status!.Seen, written.Metadata.Generation).ShouldBe((3, 7, 1));
    }

    [Fact]
    public async Task Merge_and_json_patches_change_what_they_name()
    {
        await CreateAsync("a", 3);

        var merged = await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"color":"red"}}"""), null, Stop.Token);
        (merged.Spec.Size, merged.Spec.Color).ShouldBe((3, "red"));

        var patched = await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Json(new("test", "/spec/size", 3), new("replace", "/spec/size", 5), new("remove", "/spec/color")), null, Stop.Token);
        (patched.Spec.Size, patched.Spec.Color).ShouldBe((5, null));

        var refused = Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Json(new("test", "/spec/size", 3), new("replace", "/spec/size", 6)), null, Stop.Token);
        await Should.ThrowAsync<ApiException>(refused);

        var status = await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"status":{"seen":2}}"""), new PatchOptions { Subresource = "status" }, Stop.Token);
        status.Status!.Seen.ShouldBe(2);
    }

    [Fact]
    public async Task Two_managers_that_apply_the_same_field_conflict_until_one_forces()
    {
        JsonObject Fields(string spec) => JsonNode.Parse($$"""{"apiVersion":"test.onair.dev/v1","kind":"Gadget","metadata":{"name":"a"},"spec":{{spec}}}""")!.AsObject();
        Task<Gadget> ApplyAsync(string manager, string spec, bool force = false) =>
            Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Apply(Fields(spec)), new PatchOptions { FieldManager = manager, Force = force }, Stop.Token);

        await ApplyAsync("one", """{"size":1,"color":"red"}""");
        (await ApplyAsync("two", """{"replicas":2}""")).Spec.Size.ShouldBe(1);

        var conflict = await Should.ThrowAsync<ApiException>(ApplyAsync("two", """{"replicas":2,"color":"blue"}"""));
        conflict.IsConflict.ShouldBeTrue();
        conflict.Status!.Details!.Causes!.ShouldHaveSingleItem().Field.ShouldBe(".spec.color");

        (await ApplyAsync("two", """{"replicas":2,"color":"blue"}""", force: true)).Spec.Color.ShouldBe("blue");
        // What a manager no longer applies goes away with it.
        (await ApplyAsync("one", """{}""")).Spec.Size.ShouldBeNull();
    }

    [Fact]
    public async Task A_list_longer_than_a_page_comes_whole_and_of_one_snapshot()
    {
        foreach (var i in Enumerable.Range(0, 25)) await CreateAsync($"g{i:d2}");

        var page = await Client.ListPageAsync(Gadget.Type, Namespace, new ListOptions { Limit = 10 }, null, Stop.Token);
        page.Items.Count.ShouldBe(10);
        page.Continue.ShouldNotBeNull();
        await CreateAsync("late");
        var next = await Client.ListPageAsync(Gadget.Type, Namespace, new ListOptions { Limit = 50 }, page.Continue, Stop.Token);
        next.Items.Select(i => i.Metadata.Name).ShouldNotContain("late");
        next.ResourceVersion.ShouldBe(page.ResourceVersion);

        var all = await Client.ListAsync(Gadget.Type, Namespace, new ListOptions { Limit = 10 }, Stop.Token).ToListAsync();
        all.Select(i => i.Metadata.Name).Distinct().Count().ShouldBe(26);
        all.ShouldAllBe(i => i.Kind == "Gadget" && i.ApiVersion == "test.onair.dev/v1");
    }

    [Fact]
    public async Task A_deletion_with_another_uid_or_version_is_refused()
    {
        var made = await CreateAsync("a");

        var uid = Client.DeleteAsync(Gadget.Type, "a", Namespace, new DeleteOptions { Uid = "0c8a52c4-0000-0000-0000-000000000000" }, Stop.Token);
        (await Should.ThrowAsync<ApiException>(uid)).IsConflict.ShouldBeTrue();
        var version = Client.DeleteAsync(Gadget.Type, "a", Namespace, new DeleteOptions { ResourceVersion = "1" }, Stop.Token);
        (await Should.ThrowAsync<ApiException>(version)).IsConflict.ShouldBeTrue();

        var right = new DeleteOptions { Uid = made.Metadata.Uid, ResourceVersion = made.Metadata.ResourceVersion, Propagation = DeletePropagation.Background, GracePeriodSeconds = 0 };
        await Client.DeleteAsync(Gadget.Type, "a", Namespace, right, Stop.Token);
        (await Client.FindAsync(Gadget.Type, "a", Namespace, Stop.Token)).ShouldBeNull();
    }

    [Fact]
    public async Task The_scale_subresource_reads_and_sets_replicas()
    {
        await CreateAsync("a");
        await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"replicas":2}}"""), null, Stop.Token);

        (await Client.GetScaleAsync(Gadget.Type, "a", Namespace, Stop.Token)).Spec.Replicas.ShouldBe(2);
        (await Client.PatchScaleAsync(Gadget.Type, "a", Namespace, 5, Stop.Token)).Spec.Replicas.ShouldBe(5);
        (await Client.GetAsync(Gadget.Type, "a", Namespace, Stop.Token)).Spec.Replicas.ShouldBe(5);
    }

    [Fact]
    public async Task A_secrets_values_survive_as_bytes()
    {
        byte[] value = [0, 1, 255];
        await Client.CreateAsync(BuiltInResources.Secrets, new V1Secret { Metadata = new() { Name = "s", NamespaceProperty = Namespace }, Data = new Dictionary<string, byte[]> { ["key"] = value }, StringData = new Dictionary<string, string> { ["text"] = "hé" } }, Stop.Token);

        var read = await Client.GetAsync(BuiltInResources.Secrets, "s", Namespace, Stop.Token);

        read.Data!["key"].ShouldBe(value);
        read.Data["text"].ShouldBe("hé"u8.ToArray());
    }

    [Fact]
    public async Task A_watch_tells_every_change_after_its_version_and_ends_when_the_server_ends_it()
    {
        var start = (await Client.ListPageAsync(Gadget.Type, Namespace, null, null, Stop.Token)).ResourceVersion;
        var made = await CreateAsync("a");
        await Client.PatchAsync(Gadget.Type, "a", Namespace, Patch.Merge("""{"spec":{"color":"red"}}"""), null, Stop.Token);
        await Client.DeleteAsync(Gadget.Type, "a", Namespace, null, Stop.Token);

        var events = await Client.WatchAsync(Gadget.Type, Namespace, start, null, TimeSpan.FromSeconds(2), Stop.Token).ToListAsync();

        events.Where(e => e.Object is not null).Select(e => e.Type).ShouldBe([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted]);
        events[0].ResourceVersion.ShouldBe(made.Metadata.ResourceVersion);
        // The server ends a watch with a bookmark when it may.
        events.Where(e => e.Object is null).ShouldAllBe(e => e.Type == WatchEventType.Bookmark);
    }
}
