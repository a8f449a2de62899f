namespace Onair.Tests.Integration;

/// <summary>
/// Tests of a class that needs an API server: mark it <c>[Collection(ControlPlaneCollection.Name)]</c> and take a
/// <see cref="ControlPlane"/> in its constructor. Each class has a server to itself while it runs, see
/// <see cref="ClassCollections"/>.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ControlPlaneCollection : ICollectionFixture<ControlPlane>
{
    public const string Name = "control plane";
}
