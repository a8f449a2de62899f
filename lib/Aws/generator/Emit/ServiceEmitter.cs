namespace Onair.Aws.Generator.Emit;

/// <summary>All files of one service.</summary>
internal static class ServiceEmitter
{
    public static IEnumerable<(string Name, string Text)> Emit(ServiceContext service)
    {
        yield return ("Enums", EnumEmitter.Emit(service));
        yield return ("Model", StructureEmitter.Emit(service));
        yield return ("Errors", ErrorEmitter.Emit(service));
        yield return ("Operations", OperationEmitter.Emit(service));
        yield return ("Client", ClientEmitter.Emit(service));
        if (service.Paged.Any()) yield return ("Paginators", PaginatorEmitter.Emit(service));
    }
}
