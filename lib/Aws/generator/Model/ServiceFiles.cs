namespace Onair.Aws.Generator.Model;

/// <summary>The names of a service's files, the same in botocore and in <c>lib/Aws/models/</c>.</summary>
internal static class ServiceFiles
{
    public const string Model = "service-2.json";

    public const string Paginators = "paginators-1.json";
}
