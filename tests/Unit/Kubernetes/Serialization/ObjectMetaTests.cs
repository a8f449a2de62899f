using System.Text.Json;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Unit.Kubernetes.Serialization;

/// <summary>KubernetesClient's models in our JSON.</summary>
public sealed class ObjectMetaTests
{
    private const string Whole =
        """
        {"name":"a","generateName":"a-","namespace":"n","uid":"u","resourceVersion":"5","generation":2,"creationTimestamp":"2027-05-04T09:00:00Z","deletionTimestamp":"2027-05-04T09:00:01Z","labels":{"l":"1"},"annotations":{"b":"2"},"finalizers":["f"],"ownerReferences":[{"apiVersion":"v1","kind":"Pod","name":"p","uid":"o","controller":true}]}
        """;

    [Fact]
    public void Metadata_is_written_as_it_was_read()
    {
        var secret = Read("""{"metadata":""" + Whole + "}");

        var written = JsonSerializer.SerializeToNode(secret, BuiltInResources.Secrets.TypeInfo)!["metadata"]!;

        JsonElement.DeepEquals(JsonSerializer.Deserialize<JsonElement>(Whole), JsonSerializer.Deserialize<JsonElement>(written.ToJsonString())).ShouldBeTrue(written.ToJsonString());
    }

    [Fact]
    public void ManagedFields_are_neither_kept_nor_written()
    {
        var secret = Read("""{"metadata":{"name":"a","managedFields":[{"manager":"kubectl","time":"no time","fieldsV1":{"f:data":{"f:x":{}}}}],"selfLink":"/x","uid":"u"},"type":"Opaque"}""");

        (secret.Metadata.Name, secret.Metadata.Uid, secret.Type, secret.Metadata.ManagedFields).ShouldBe(("a", "u", "Opaque", null));
        JsonSerializer.Serialize(secret, BuiltInResources.Secrets.TypeInfo).ShouldNotContain("managedFields");
    }

    [Fact]
    public void Each_namespace_is_one_string_in_memory() =>
        Read("""{"metadata":{"namespace":"one-of-few"}}""").Metadata.NamespaceProperty.ShouldBeSameAs(Read("""{"metadata":{"namespace":"one-of-few"}}""").Metadata.NamespaceProperty);

    [Fact]
    public void Times_are_read_as_the_API_server_accepts_them()
    {
        var metadata = Read("""{"metadata":{"creationTimestamp":"2027-05-04t09:00:00,5+02:00"}}""").Metadata;

        metadata.CreationTimestamp.ShouldBe(new DateTime(2027, 5, 4, 7, 0, 0, 500, DateTimeKind.Utc));
        metadata.CreationTimestamp!.Value.Kind.ShouldBe(DateTimeKind.Utc);
    }

    [Fact]
    public void Absent_and_null_members_are_null_and_are_not_written()
    {
        var metadata = Read("""{"metadata":{"name":null,"namespace":null,"generation":null,"creationTimestamp":null,"labels":null,"finalizers":null,"ownerReferences":null}}""").Metadata;

        metadata.ShouldBe(new V1ObjectMeta());
        JsonSerializer.Serialize(new V1Secret { Metadata = metadata }, BuiltInResources.Secrets.TypeInfo).ShouldBe("""{"metadata":{}}""");
    }

    // The API server refuses a MicroTime without exactly six digits.
    [Fact]
    public void The_times_of_a_lease_have_six_digits()
    {
        var lease = new V1Lease { Spec = new() { RenewTime = new(2027, 5, 4, 9, 0, 0, DateTimeKind.Utc), AcquireTime = new(2027, 5, 4, 9, 0, 0, 120, DateTimeKind.Utc) } };

        var spec = JsonSerializer.SerializeToNode(lease, BuiltInResources.Leases.TypeInfo)!["spec"]!;

        ((string?)spec["renewTime"], (string?)spec["acquireTime"]).ShouldBe(("2027-05-04T09:00:00.000000Z", "2027-05-04T09:00:00.120000Z"));
    }

    [Fact]
    public void The_times_of_an_Event_are_whole_seconds()
    {
        var written = JsonSerializer.SerializeToNode(new Corev1Event { LastTimestamp = new(2027, 5, 4, 9, 0, 0, 500, DateTimeKind.Utc) }, BuiltInResources.Events.TypeInfo)!;

        ((string?)written["lastTimestamp"]).ShouldBe("2027-05-04T09:00:00Z");
    }

    private static V1Secret Read(string json) => JsonSerializer.Deserialize(json, BuiltInResources.Secrets.TypeInfo)!;
}
