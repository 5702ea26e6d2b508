using Xunit.Sdk;
using Xunit.v3;

// Each test runs four or more processes under load; side by side they would only measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
