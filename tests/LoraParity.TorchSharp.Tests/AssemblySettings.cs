// Tests count libtorch's live tensors, which are the whole process's.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
